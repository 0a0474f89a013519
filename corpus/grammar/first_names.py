"""Given names that tell a person's gender, for pronouns; names given to both are in neither list.

Each is in the census of 1990 of the United States, in a dictionary of given names, or often in the world's news.
"""

MALE = frozenset(
    """
    Aaron Abdul Abdullah Abraham Adam Ahmed Akira Alan Albert Alec Alejandro Alexander Alfred Ali Allan Allen Alvin
    Amir Anders Andre Andreas Andrew Andrés Andy Angelo Anselm Anthony Antonio Arnold Arthur Barack Barry Bart Ben
    Benjamin Bernard Bernie Bert Bill Billy Bob Bobby Boris Brad Bradley Brandon Brendan Brent Brian Bruce Bruno
    Bryan Byron Caleb Calvin Carl Carlos Chad Charles Charlie Chester Chris Christian Christopher Chuck Clarence
    Clark Claude Clayton Cliff Clifford Clint Clinton Colin Corey Craig Curtis Cyril Cyrus Damon Dan Daniel Darren
    Darrell Dave David Dean Dennis Derek Derrick Desmond Diego Dimitri Dirk Dmitri Dmitry Don Donald Doug Douglas
    Drew Duncan Dustin Dwight Earl Ed Eddie Edgar Eduardo Edward Edwin Eli Elias Elijah Elliott Elmer Emil Emmanuel
    Enrique Ephraim Eric Erik Ernest Ethan Eugene Evan Felipe Felix Fernando Francis Francisco Frank Franklin Fred
    Frederick Gabriel Garrett Gary Gene Geoffrey George Gerald Gerard Gideon Gilbert Giovanni Glen Glenn Gordon
    Graham Grant Greg Gregory Gus Guy Hans Hank Harold Harry Harvey Hassan Hector Henry Herbert Herman Howard Hugh
    Hugo Ian Ibrahim Igor Isaac Ivan Ivor Jack Jackson Jacob Jacques Jake James Jared Jason Javier Jay Jeb Jeff
    Jeffrey Jeremy Jerome Jerry Jesse Jesus Jim Jimmy Joaquin Joe Joel Johan John Johnny Jon Jonah Jonathan Jorge
    Jose Josef Joseph Josh Joshua José Juan Julian Julio Justin Karl Keith Ken Kenneth Kent Kevin Khalid Kirk Klaus
    Kurt Kyle Lance Larry Lars Lawrence Lee Len Leo Leon Leonard Leopold Leroy Levi Lewis Liam Lindsey Lloyd Lou
    Louis Luc Lucas Luis Luke Luther Malcolm Manuel Marc Marcel Marco Marcus Mario Mark Marshall Martin Marvin
    Mathieu Matt Matthew Maurice Max Maxim Mehmet Mel Michael Miguel Mike Mikhail Miles Mitch Mitchell Mitt Mohamed
    Mohammad Mohammed Muhammad Murray Nathan Nathaniel Neal Ned Neil Nelson Newt Nicholas Nick Nicolas Nigel Noah
    Norman Oleg Oliver Omar Oscar Otto Owen Pablo Paolo Patrick Paul Pedro Pete Peter Phil Philip Phillip Pierre
    Rafael Ralph Ramon Rand Randall Randy Ray Raymond Reed Reince Rex Ricardo Richard Rick Rob Robert Roberto Rod
    Rodney Roger Roland Roman Ron Ronald Ross Roy Rudolph Rudy Rupert Russ Russell Salvador Sam Samuel Scott Sean
    Sebastian Sergei Sergio Seth Shane Shaun Shawn Sheldon Sidney Silvio Simon Spencer Stan Stanley Stefan Stephen
    Steve Steven Stewart Stuart Ted Teddy Terrence Theodore Thomas Tim Timothy Tobias Todd Tom Tomasz Tommy Tony
    Travis Trey Tyler Victor Vince Vincent Vladimir Wade Wallace Walter Warren Wayne Wendell Wesley Will Willard
    William Willie Winston Woodrow Xavier Yitzhak Yuri Yusuf Zach Zachary
""".split()
)
FEMALE = frozenset(
    """
    Abigail Ada Adele Adriana Agnes Aisha Alexandra Alexis Alice Alicia Alison Allison Alma Amanda Amber Amelia
    America Amy Ana Andrea Angela Angelina Anita Ann Anna Anne Annette Annie April Arianna Ashley Audrey Barbara
    Beatrice Beatrix Becky Bernadette Beth Bethany Betsy Betty Beverly Bonnie Brenda Bridget Brittany Brooke
    Camille Candace Carla Carly Carmen Carol Caroline Carolyn Carrie Catherine Cathy Cecile Cecilia Celeste
    Charlotte Chelsea Cheryl Christina Christine Cindy Claire Clara Claudia Colleen Condoleezza Connie Constance
    Cora Cristina Crystal Cynthia Daisy Danielle Dawn Deborah Debbie Debra Delia Denise Diana Diane Dianne Dolores
    Donna Doris Dorothy Edith Eileen Elaine Eleanor Elena Elisabeth Elise Elizabeth Ella Ellen Eloise Elsa Emily
    Emma Erica Erin Esther Ethel Eva Evelyn Faith Fatima Felicia Fenella Fiona Florence Frances Gabriela Gail Gena
    Genevieve Georgia Geraldine Giacinta Gina Ginger Gladys Glenda Gloria Grace Greta Gwen Hannah Hanneke Harriet
    Heather Heidi Helen Helena Henrietta Hillary Hilary Holly Hope Huma Ida Ingrid Irene Iris Isabel Isabella
    Ivanka Ivana Jackie Jacqueline Jan Jane Janet Janice Jasmine Jean Jeanne Jen Jenna Jennifer Jenny Jessica Jill
    Jo Joan Joanna Joanne Jocelyn Josephine Joy Joyce Juanita Judith Judy Julia Julie Juliet June Karen Kate
    Katherine Kathleen Kathryn Kathy Katie Kay Kayla Kelly Kellyanne Kerry Kim Kimberly Kirsten Kristen Kristin
    Kristina Laura Lauren Laurie Lena Leslie Lillian Linda Lindsay Lisa Liz Lois Lorena Lorraine Louise Lucia
    Lucille Lucy Lydia Lynn Mabel Madeleine Madeline Maggie Mairead Mandy Marcia Margaret Margarita Marguerite
    Maria Marian Marianne Marie Marilyn Marisol Marjorie Marlene Marsha Martha Mary Maureen Maxine May Maya Megan
    Meghan Melania Melanie Melinda Melissa Mercedes Meredith Mia Michele Michelle Mika Mildred Miranda Miriam Moira
    Molly Monica Muriel Myra Nadia Nancy Naomi Natalie Natasha Nell Nicole Nikki Nina Nora Norma Olga Olive Olivia
    Olwen Opal Ophelia Pamela Patricia Patty Paula Pauline Pearl Peggy Penelope Penny Perpetua Petra Phyllis
    Priscilla Rachel Ramona Rebecca Regina Renee Rhonda Rita Roberta Rosa Rosalind Rose Rosemary Rosie Roxanne Ruby
    Ruth Sabrina Sally Samantha Sandra Sara Sarah Selena Serena Shannon Sharon Sheila Shelley Sheryl Shirley Silvia
    Simone Sofia Sonia Sophia Sophie Stacey Stacy Stella Stephanie Sue Sunniva Susan Susana Susanna Suzanne Sylvia
    Tamara Tammy Tanya Tara Teresa Theresa Thandiwe Tiffany Tina Tonya Tracy Trudy Ursula Valerie Vanessa Vera
    Veronica Victoria Viola Violet Virginia Vivian Wanda Wendy Whitney Wilma Winifred Yevgenia Yolanda Yvette
    Yvonne Zoe Zoë
""".split()
)

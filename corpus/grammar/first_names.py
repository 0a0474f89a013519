"""Given names that tell a person's gender, for pronouns; names given to both are in neither list.

Each is in the census of 1990 of the United States, in a dictionary of given names, or often in the world's news.
"""

MALE = frozenset(
    """
    Aamir Aaron Abdul Abdullah Abdullahi Abdulrahman Abel Abhishek Abner Abraham Adam Adebayo Adel Adnan Adolfo Adrian
    Ahmad Ahmed Ahmet Aidan Ajay Akash Akbar Akinwumi Akira Alain Alan Alasdair Alastair Albert Alberto Aldo Aldous
    Alec Alejandro Aleksandar Aleksander Aleksandr Alessandro Alexander Alexandre Alexei Alexey Alfonso Alfred Alfredo
    Ali Alistair Allan Allen Alois Alonzo Altaf Alvaro Alvin Amadou Amir Amit Amos Anand Anatoly Anders Andre Andreas
    Andrei Andrej Andrew Andrzej Andrés Andy Angelo Angus Anil Ansel Anselm Anthony Antoine Anton Antonin Antonio
    Anwar Archie Ari Arjun Armand Armando Arnaud Arne Arno Arnold Arthur Arvind Ashok Ashraf Asif Augustin Augusto
    Aurelio Axel Ayman Aziz Baldwin Baptiste Barack Barend Barney Barry Bart Bartholomew Bashar Bashir Basil Bastian
    Ben Bengt Benito Benjamin Benny Benoit Bernard Bernardo Bernd Bernie Bert Bertrand Bilal Bill Billy Bjorn Björn
    Bob Bobby Bogdan Bohdan Boris Borislav Boutros Brad Bradley Brady Bram Brandon Brendan Brendon Brent Brian Bronson
    Bruce Bruno Bryan Bryce Burt Byron Caleb Calvin Carl Carlo Carlos Carlton Carsten Cecil Cedric Cesar Chad Chaim
    Chandran Charles Charlie Chester Chinua Chris Christian Christoph Christophe Christopher Christos Chuck Chuka
    Ciaran Clarence Clark Claude Clayton Clement Cliff Clifford Clint Clinton Clyde Colin Colm Connor Conor Conrad
    Constantin Corey Cornelius Cosmo Craig Cristian Curt Curtis Cyril Cyrus Damian Damien Damon Dan Daniel Danilo
    Danny Dario Darius Darrell Darren Darryl Daryl Dave Davey David Dean Declan Deepak Delroy Demetrius Denis Dennis
    Denzel Derek Derick Derrick Deshawn Desmond Diego Dieter Dietrich Dilip Dimitri Dimitris Dion Dirk Dmitri Dmitry
    Dominic Dominik Don Donald Donnie Donovan Doug Douglas Drew Duane Dudley Duncan Dustin Dwayne Dwight Eamon Eamonn
    Earl Ed Eddie Edgar Edmond Edmund Edouard Edson Eduardo Edward Edwin Efrain Ehud Einar Eli Elias Elijah Elliott
    Elmer Elton Elvis Emanuel Emil Emile Emiliano Emilio Emmanuel Emre Enda Enoch Enrique Enzo Ephraim Erhard Eric
    Erich Erik Ernest Ernesto Ernst Erwin Esteban Ethan Etienne Eugene Eustace Evan Evgeny Ezra Fabian Fabio Fabrice
    Fahad Faisal Farid Farouk Federico Felipe Felix Ferdinand Fergus Fernand Fernando Fidel Filip Filippo Finbar Finn
    Flavio Florian Francis Francisco Frank Franklin Fraser Fred Frederic Frederick Frederik Fredrik Friedrich Fritz
    Fyodor Gabriel Gareth Garrett Garry Gary Gaston Gavin Geert Gene Gennady Geoff Geoffrey Georg George Georges
    Georgi Georgy Gerald Gerard Gerardo Gerd Gerhard Gerry Giacomo Giancarlo Gianni Gideon Gilbert Gilles Gino Giorgio
    Giorgos Giovanni Giulio Giuseppe Glen Glenn Gonzalo Goran Gordon Gottfried Graeme Graham Grant Greg Gregory
    Grigory Guido Guillaume Guillermo Gunnar Gunter Gus Gustav Gustavo Guy Hakan Hakim Hamid Hamish Hamza Hank Hans
    Harald Hari Haris Harish Harjit Harold Harpreet Harry Haruki Haruo Harvey Hasan Hassan Hector Heiko Heinrich Heinz
    Helge Helmut Hendrik Henri Henrik Henrique Henry Herbert Herman Hernan Hideki Hideo Hiroshi Hisashi Horace Horst
    Howard Howie Hubert Hugh Hugo Humberto Humphrey Husain Hussain Hussein Ian Ibrahim Ichiro Idris Ignacio Igor Ike
    Ilham Ilya Imran Imre Inigo Iqbal Irving Irwin Isaac Isaiah Isamu Ismail Istvan Itzhak Ivan Ivo Ivor Jaap Jacek
    Jack Jackson Jacob Jacques Jagdish Jaime Jake Jakob Jakub Jamal James Jamil Jared Jarek Jaroslav Jarvis Jason
    Javed Javier Jawaharlal Jaweed Jay Jean-Claude Jean-Luc Jean-Marie Jean-Paul Jean-Pierre Jeb Jed Jeff Jeffrey Jens
    Jeremy Jeroen Jerome Jerry Jerzy Jesse Jesus Jim Jimmie Jimmy Jiro Joachim Joao Joaquin Jochen Joe Joel Joerg
    Johan Johann Johannes John Johnnie Johnny Jon Jonah Jonas Jonathan Jonny Jordi Jorge Jorgen Joris Jose Josef Josep
    Joseph Josh Joshua José Jozef João Juan Juha Jules Julian Julien Julio Julius Junichiro Jurgen Justin József
    Jürgen Kamal Kareem Karim Karl Karl-Heinz Karol Kaspar Kazuo Keir Keith Kelvin Ken Kenji Kenneth Kenny Kent Kenzo
    Kevin Khalid Kieran Kiichi Kirk Kjell Klaus Knut Kofi Koichi Konrad Konstantin Krzysztof Kunihiko Kurt Kwame Kwasi
    Kyle Ladislav Lajos Lamar Lambert Lance Larry Lars Laszlo Laurent Lawrence Leandro Lech Lee Leif Len Lennart Leo
    Leon Leonard Leonardo Leonid Leopold Leopoldo Leroy Les Leszek Levi Lewis Liam Lindsey Lionel Lloyd Lorenzo Lothar
    Lou Louis Luc Luca Lucas Lucian Luciano Lucien Ludovic Ludwig Luigi Luis Luiz Lukas Luke Luther Lyle Lyndon
    Maarten Magnus Mahathir Mahmoud Malcolm Mamadou Manfred Manish Mansour Manu Manuel Marc Marcel Marcello Marcelo
    Marcin Marco Marcus Mario Marius Mark Marko Marlon Marshall Martin Marvin Masahiro Masao Massimo Mateo Mateusz
    Mathieu Mats Matt Matteo Matthew Matthias Maurice Mauricio Maurizio Max Maxim Maximilian Maynard Mehmet Mel Mervyn
    Michael Mick Mickey Miguel Mikael Mike Mikhail Mikko Miklos Miles Milos Milton Miroslav Mitch Mitchell Mitt
    Mohamad Mohamed Mohammad Mohammed Mohan Mohsen Moises Monty Mordecai Mortimer Moshe Muammar Muhammad Mukesh Murray
    Mustafa Myron Nabil Nadeem Naguib Narendra Naresh Naruhito Nasser Nathan Nathaniel Naveed Navin Neal Ned Neil
    Nelson Neville Newt Niall Nicholas Nick Nicolas Niels Nigel Nikhil Nikita Nikola Nikolai Nikos Nils Noah Nobuo
    Noel Norbert Norman Obafemi Olaf Olav Ole Oleg Oliver Olivier Olof Olufemi Olusegun Omar Omer Orson Orville Osama
    Oscar Oskar Osman Oswald Otis Otto Owen Pablo Palle Paolo Pascal Patrick Paul Paulo Pavel Pawel Pedr Pedro Percy
    Pete Peter Phil Philip Philippe Phillip Pierluigi Pierre Piers Piet Pieter Piotr Prakash Pranab Pratap Qasim
    Quentin Quincy Rachid Radek Radoslaw Rafael Rahul Rainer Raj Rajan Rajesh Rajiv Rakesh Ralf Ralph Ramesh Rami
    Ramon Ramzi Rana Rand Randall Randy Raphael Rashid Raul Ravi Ray Raymond Reed Reggie Reginald Reince Reinhard Rene
    René Reuben Rex Reza Rhys Ricardo Riccardo Richard Richie Rick Ricky Rik Rob Robbie Robby Robert Roberto Rocco Rod
    Roderick Rodney Rodolfo Rodrigo Rogelio Roger Rohan Rohit Roland Rolando Rolf Roman Romano Romeo Ron Ronald Ronan
    Ronnie Rory Ross Roy Ruben Rudi Rudolf Rudolph Rudy Rufus Rupert Russ Russell Ryan Ryszard Sachin Saddam Sadiq
    Sajid Salim Salman Salvador Salvatore Sam Samir Samson Samuel Samuli Sanjay Sanjeev Santiago Satoshi Saul Scot
    Scott Sean Sebastian Sebastiano Selim Semyon Sepp Serge Sergei Sergey Sergio Seth Shaheed Shahid Shamil Shane
    Shankar Shaun Shawn Sheldon Shigeru Shimon Shinji Shinzo Shiv Shoichi Sidney Siegfried Sigmund Sigurd Silvio Simon
    Slobodan Spencer Stan Stanislav Stanley Stavros Stefan Stefano Steffen Stellan Sten Stephen Steve Steven Stewart
    Stig Stuart Subroto Sunil Suresh Sven Syed Sylvester Tadao Tadeusz Taha Taher Takashi Takeo Takeshi Tariq Taro
    Tarun Tayyip Ted Teddy Tendai Terence Terje Terrence Tetsuo Thabo Thaddeus Theo Theodor Theodore Thierry Thomas
    Thorsten Tiago Tibor Tim Timo Timothy Timur Tito Tobias Tobin Todd Tom Tomas Tomasz Tommaso Tommy Tomás Tony
    Torsten Toshio Travis Trevor Trey Tristan Tunde Tyler Ugo Ulf Ulrich Umar Umberto Usman Uwe Vaclav Valentin Valery
    Vasco Vasily Vernon Vicente Victor Vidkun Vijay Vikram Viktor Vince Vincent Vincenzo Vinod Vitaly Vito Vittorio
    Vivek Vladimir Vladislav Volker Volodymyr Wade Waldemar Wallace Walt Walter Warren Wasim Wayne Wendell Werner
    Wesley Wilbur Wilf Wilfred Wilfried Wilhelm Will Willard Willem Willi William Willie Wim Winfried Winston Wojciech
    Wolfgang Woodrow Woody Xavier Yann Yannick Yannis Yasser Yasuhiro Yasuo Yevgeny Yigal Yitzhak Yoshihide Yoshihiko
    Yoshio Youssef Yukio Yuri Yusuf Yves Zach Zachariah Zachary Zbigniew Zdenek Zeke Zoltan
""".split()
)
FEMALE = frozenset(
    """
    Aaliyah Abigail Ada Adelaide Adele Adelina Adriana Adrienne Afua Agatha Agnes Agnieszka Aileen Aine Ainsley Aisha
    Akua Alana Alberta Alejandra Aleksandra Alessandra Alexa Alexandra Alexis Alice Alicia Alina Aline Alisha Alison
    Aliyah Allison Alma Alyssa Ama Amal Amanda Amara Amber Amelia America Amina Aminata Amira Amrita Amy Ana Ananya
    Anastasia Andrea Andrée Angela Angelika Angelina Angelique Anika Anita Anja Anjali Ann Anna Annabel Annabelle
    Annalise Anne Annegret Anneke Anneliese Annette Annie Annika Anoushka Antoinette Antonia Anya Aoife April Arabella
    Ariana Arianna Arlene Asha Ashley Asma Astrid Athena Aud Audrey Augusta Aurora Avril Ayesha Aysha Azra Babette
    Barbara Barbra Beatrice Beatrix Becky Belinda Bella Benazir Bernadette Bertha Beryl Bessie Beth Bethany Betsy
    Bettina Betty Beverly Bianca Birgit Birgitta Blanca Blanche Blossom Bonnie Brenda Bridget Brigid Brigitte Britney
    Britta Brittany Bronwen Brooke Bryony Caitlin Caitlyn Camilla Camille Candace Candice Carina Carla Carlotta Carly
    Carmen Carol Carole Carolina Caroline Carolyn Carrie Cassandra Catalina Caterina Catharine Catherine Cathy
    Catriona Cecile Cecilia Celeste Celia Celine Chantal Charlene Charlize Charlotte Charmaine Chelsea Cheryl Chiara
    Chimamanda Chloe Chloé Christa Christabel Christiane Christina Christine Ciara Cicely Cindy Claire Clara Clare
    Clarissa Claudette Claudia Clementine Cleo Colleen Concepcion Condoleezza Connie Constance Cora Corazon Cordelia
    Corinne Cosima Cressida Cristina Crystal Cynthia Dagmar Dahlia Daisy Daniela Danielle Daphne Darlene Davina Dawn
    Deanna Debbie Deborah Debra Deepa Deirdre Delia Delores Denisa Denise Devi Diana Diane Dianne Dilma Dina Dinah
    Dionne Divya Dolly Dolores Dominika Donatella Donna Dora Doreen Doris Dorothea Dorothy Dorothée Dulce Ebony Eda
    Edith Edna Edwina Effie Efua Eileen Ekaterina Elaine Eleanor Eleanora Elena Eleni Eleonora Elfriede Elisa
    Elisabeth Elise Eliza Elizabeth Elke Ella Ellen Ellie Elodie Eloise Elsa Elsie Elvira Emilia Emilie Emily Emine Emma
    Emmeline Enid Erica Erika Erin Ernestine Esme Esmeralda Esperanza Estelle Ester Esther Ethel Eugenia Eugenie
    Eunice Eva Evangeline Evelyn Evita Faith Fanny Farah Farida Fatima Fatou Fay Faye Federica Felicia Fenella Fiona
    Flavia Fleur Floella Flora Florence Frances Francesca Francine Franziska Françoise Freda Freya Frida Frieda
    Gabriela Gabriella Gabrielle Gail Gaynor Gemma Gena Genevieve Georgette Georgia Georgina Geraldine Gerda Germaine
    Gertrude Giacinta Gina Ginger Gisela Giselle Gisèle Giulia Gladys Glenda Gloria Golda Grace Graciela Grainne Greta
    Gretchen Gretel Gro Guadalupe Gudrun Gwen Gwendolyn Gwyneth Hadiza Hadley Halima Hanan Hanna Hannah Hanne Hanneke
    Harriet Haruka Hattie Hazel Heather Hedda Hedwig Heidi Heike Helen Helena Helene Helga Henrietta Henriette
    Hermione Hester Hilary Hilda Hildegard Hillary Hiroko Holly Hope Hortense Huma Hyacinth Hélène Ida Ilse Iman
    Imelda Imogen Ina Indira Ines Inga Inge Ingrid Inès Ioanna Irena Irene Irina Iris Irma Isabel Isabella Isabelle
    Isla Isobel Iva Ivana Ivanka Ivy Jacinda Jacinta Jackie Jacqueline Jan Jana Jane Janelle Janet Janette Janice
    Janine Jasmine Jayne Jean Jeanette Jeanne Jeannette Jeannie Jemima Jen Jenna Jennifer Jenny Jessica Jette Jill
    Jillian Jo Joan Joana Joann Joanna Joanne Jocelyn Joely Johanna Jolene Josefina Josephine Josie Joy Joyce Juanita
    Judi Judith Judy Julia Juliana Juliane Julianne Julie Juliet June Justine Kaia Kaja Kamala Karen Karin Karina
    Karla Karolina Katarina Katarzyna Kate Kateryna Katharina Katharine Katherine Kathleen Kathryn Kathy Katie Katja
    Katrin Katrina Kavita Kay Kayla Kayleigh Keiko Keisha Kelly Kellyanne Kendra Kerry Khadija Kiera Kim Kimberly
    Kirsten Kirstie Kirsty Klara Krista Kristen Kristin Kristina Krystal Kyra Laila Lakshmi Lara Larisa Latisha Latoya
    Laura Lauren Laurie Lauryn Laverne Lea Leah Leanne Leela Leila Leilani Lena Lenore Leona Leonie Leonora Leslie
    Leticia Letitia Lidia Liesbeth Liesl Lila Lilian Lillian Lillie Lily Lina Linda Lindsay Lisa Lisbeth Lise Liv
    Livia Liz Liza Ljiljana Lois Lola Lorena Lorna Lorraine Lotte Louisa Louise Luana Lucia Lucie Lucille Lucinda
    Lucrezia Lucy Ludmila Luisa Lupita Lydia Lynda Lyndsey Lynn Lyudmila Mabel Madalena Madeleine Madeline Madge Mae
    Magda Magdalena Maggie Mahalia Maia Mairead Mairi Maisie Malala Malgorzata Malia Malin Mamie Mandy Manuela Mara
    Marcela Marcella Marcia Margaret Margarethe Margarita Margaux Margery Margit Margo Margot Margrethe Marguerite
    Maria Mariam Marian Mariana Marianne Maribel Maricela Marie Marielle Marietta Marija Marika Marilyn Marina Marion
    Marisol Marissa Marit Marita Mariya Marjorie Marjory Marla Marlene Marsha Marta Martha Martina Mary Maryam
    Mathilde Matilda Maud Maude Maureen Mavis Maxine May Maya Meera Meg Megan Meghan Melania Melanie Melina Melinda
    Melissa Mercedes Meredith Mette Mia Michaela Michele Micheline Michelle Mika Mila Mildred Milena Millicent Millie
    Mimi Mina Minnie Miranda Mireille Mireya Miriam Mitzi Moira Molly Mona Monica Monika Monique Morag Muriel Myra
    Myriam Myrtle Nada Nadia Nadine Nancy Nandini Nanette Naomi Natalia Natalie Nataliya Natalya Natasha Neha Nell
    Nelly Nerys Nettie Ngaire Ngozi Niamh Nichola Nicki Nicola Nicole Nicolette Niki Nikki Nina Noemi Noor Nora Noreen
    Norma Nyasha Octavia Odette Odile Oksana Olga Olive Olivia Olwen Oona Opal Ophelia Oprah Oriana Orla Ornella
    Paloma Pamela Paola Patricia Patrizia Patty Paula Paulette Pauline Pearl Peggy Penelope Penny Pernille Perpetua
    Petra Petronella Philippa Philomena Phoebe Phyllis Pia Pilar Pippa Polly Portia Preeti Prisca Priscilla Priti
    Priya Priyanka Queenie Rachael Rachel Rachida Radhika Raisa Ramona Rania Raquel Rebecca Rebekah Regina Renata
    Renate Renee Reshma Rhian Rhiannon Rhoda Rhonda Ria Riikka Rina Rita Ritu Roberta Robyn Rochelle Romana Romy Rona
    Ronda Rosa Rosalie Rosalind Rosalyn Rosalía Rosamund Rosanna Rose Roseanne Rosemary Rosetta Rosie Rosita Rowena
    Roxana Roxanne Ruby Ruth Ruthie Saba Sabine Sabrina Sakura Sally Salma Salome Samantha Sandra Sanna Saoirse Sara
    Sarah Sarita Saskia Scarlett Seema Selena Serena Shabana Shakira Shami Shanice Shannon Shanti Sharon Sheena Sheila
    Shelley Sheryl Shira Shirin Shirley Shreya Sian Sibyl Sienna Sigourney Sigrid Sile Silke Silvia Simone Sinead
    Sinéad Siobhan Siouxsie Siri Sissel Siân Snezana Sofia Solange Soledad Solita Solveig Sonia Sophia Sophie Soraya
    Stacey Stacy Stefania Stefanie Steffi Stella Stephanie Sue Suki Sunita Sunniva Susan Susana Susanna Suzanna
    Suzanne Suzette Svetlana Sybil Sylvia Tabitha Talia Tallulah Tamar Tamara Tammy Tamsin Tania Tansu Tanya Tara
    Tasha Tatiana Tatjana Tegan Teresa Tess Tessa Thandiwe Thea Thelma Theodora Theresa Therese Thérèse Tiffany Tilda
    Tilly Tina Toni Tonya Tove Tracey Tracy Trisha Trixie Trudy Tulsi Twyla Ulla Ulrike Uma Una Ursula Ute Valentina
    Valeria Valerie Valérie Vandana Vanessa Vasundhara Vera Verena Veronica Vesna Vicki Vicky Victoria Vigdis Viola
    Violet Virginia Vivian Vivien Vivienne Waltraud Wanda Wangari Wendy Whitney Wilhelmina Willa Wilma Winifred Xenia
    Yael Yasmin Yasmine Yevgenia Yingluck Yoko Yolanda Yuki Yukiko Yulia Yuliya Yuriko Yvette Yvonne Zadie Zainab Zara
    Zehra Zelda Zena Zinaida Zita Zoe Zofia Zora Zoë Zsa Zuzana Élodie
""".split()
)

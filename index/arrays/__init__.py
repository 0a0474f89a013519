"""What is stored and computed in: types of arrays, bits, strings of bytes, compiled kernels, files.

Imports of its room: index.
"""

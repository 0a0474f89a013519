"""What is stored and computed in: types of arrays, bits, strings of bytes, compiled kernels, files that grow.

Imports of its room: nothing.
"""

"""Strings of bits in arrays of 64-bit words: the lowest bit of a word is its first."""

from __future__ import annotations

import numpy as np

from index.arrays.jit import inlined
from index.arrays.types import Bits, Int32s, Int64s, Integer, UInt64s

WORD = 64  # bits
# Values that are unpacked of one word, where they are as short as most are. With 1, the medians of 50 queries for one
# word, of a field or any, over 200,000 stories were 1.1 times as long; with 8 they are what they are with 4.
TOGETHER = 4
ALL_BITS = np.uint64((1 << 64) - 1)


@inlined
def width_of(value: Integer) -> Integer:
    """The bits that ``value`` (0 or more) needs: without a branch, which processors guess badly."""
    for shift in (1, 2, 4, 8, 16, 32):
        value |= value >> shift
    return bits_of(np.uint64(value))


@inlined
def put_all(
    words: UInt64s, bit: Integer, width: Integer, values: Int64s, row: Integer, first: Integer, stop: Integer,
    step: Integer,
) -> Integer:  # fmt: skip
    """Write values[row, first:stop:step], 0 or more, in ``width`` bits each from ``bit`` on; the bit behind, from which
    on there are zeros in its word."""
    word, shift = bit >> 6, bit & 63
    if width:
        value = words[word] & bits_below(bit)
        for n in range(first, stop, step):
            value |= np.uint64(values[row, n]) << np.uint64(shift)
            shift += width
            if shift >= 64:
                words[word] = value
                word += 1
                shift -= 64
                value = np.uint64(values[row, n]) >> np.uint64(width - shift) if shift else np.uint64(0)
        if shift:
            words[word] = value
    return word * 64 + shift


@inlined
def clear(words: UInt64s, bit: Integer, count: Integer) -> None:
    """Have zeros from ``bit`` on in its word, and in all others that so many bits reach into."""
    words[bit >> 6] &= bits_below(bit)
    for word in range((bit >> 6) + 1, ((bit + count - 1) >> 6) + 1):
        words[word] = np.uint64(0)


@inlined
def bits_from(words: UInt64s, bit: Integer) -> Bits:
    """The 64 bits from ``bit`` on; a word must follow the one that they begin in.

    Without a branch: processors guess badly where values cross from word to word. Indices are unsigned, or Numba looks
    whether they count from the end: phrases took 1.08 times as long.
    """
    at, shift = np.uint64(bit) >> np.uint64(6), np.uint64(bit) & np.uint64(63)
    bits: Bits = (words[at] >> shift) | ((words[at + np.uint64(1)] << np.uint64(1)) << (np.uint64(63) - shift))
    return bits


@inlined
def take(words: UInt64s, bit: Integer, width: Integer) -> Integer:
    """The value in ``width`` bits (fewer than 64) from ``bit`` on; a word must follow the one that it begins in."""
    return np.int64(bits_from(words, bit) & ((np.uint64(1) << np.uint64(width)) - np.uint64(1)))


@inlined
def take_all(
    words: UInt64s, bit: Integer, width: Integer, values: Int32s, first: Integer, stop: Integer, base: Integer
) -> None:
    """Unpack values of ``width`` bits from ``bit`` on into values[first:stop], each with ``base`` added."""
    n = np.uint64(first)
    if width * TOGETHER <= WORD:
        mask = (np.uint64(1) << np.uint64(width)) - np.uint64(1)
        while n + np.uint64(TOGETHER) <= np.uint64(stop):
            bits = bits_from(words, bit)
            for k in range(TOGETHER):
                values[n + np.uint64(k)] = np.int32(bits & mask) + base
                bits >>= np.uint64(width)
            n += np.uint64(TOGETHER)
            bit += TOGETHER * width
    while n < np.uint64(stop):
        values[n] = np.int32(take(words, bit, width)) + base
        n += np.uint64(1)
        bit += width


@inlined
def bits_below(bit: Integer) -> Bits:
    """The bits below a bit of a bit string, in its word."""
    return (np.uint64(1) << np.uint64(bit % WORD)) - np.uint64(1)


@inlined
def lowest_bit(word: Bits) -> Integer:
    """Which is the lowest bit of a word that is 1."""
    return bits_of((word & (~word + np.uint64(1))) - np.uint64(1))


@inlined
def bits_of(word: Bits) -> Integer:
    """How many bits of a word are 1: one instruction, which LLVM makes of this."""
    word -= (word >> np.uint64(1)) & np.uint64(0x5555555555555555)
    word = (word & np.uint64(0x3333333333333333)) + ((word >> np.uint64(2)) & np.uint64(0x3333333333333333))
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((word * np.uint64(0x0101010101010101)) >> np.uint64(56))


@inlined
def is_marked(seen: UInt64s, document: Integer) -> Integer:
    """Whether the bit of a document, or any bit, is 1 in ``seen``: 1 or 0."""
    bit = np.uint64(document)
    return np.int64((seen[bit >> np.uint64(6)] >> (bit & np.uint64(63))) & np.uint64(1))


@inlined
def mark_one(seen: UInt64s, document: Integer) -> None:
    """Mark a document in the bits of ``seen``."""
    bit = np.uint64(document)
    seen[bit >> np.uint64(6)] |= np.uint64(1) << (bit & np.uint64(63))

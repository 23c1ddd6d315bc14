//! Four words side by side, one of each message. In WebAssembly they are a SIMD register, elsewhere an array.

#[cfg(not(target_arch = "wasm32"))]
pub use array::Quad;
#[cfg(target_arch = "wasm32")]
pub use register::Quad;

#[cfg(target_arch = "wasm32")]
mod register {
    use core::arch::wasm32::{
        i8x16_shuffle, u32x4, u32x4_add, u32x4_extract_lane, u32x4_shl, u32x4_shr, u32x4_splat, v128, v128_and,
        v128_or, v128_xor,
    };

    #[derive(Clone, Copy)]
    pub struct Quad(v128);

    impl Quad {
        #[inline(always)]
        pub fn new([a, b, c, d]: [u32; 4]) -> Self {
            Self(u32x4(a, b, c, d))
        }

        #[inline(always)]
        pub fn same(word: u32) -> Self {
            Self(u32x4_splat(word))
        }

        pub fn words(self) -> [u32; 4] {
            [
                u32x4_extract_lane::<0>(self.0),
                u32x4_extract_lane::<1>(self.0),
                u32x4_extract_lane::<2>(self.0),
                u32x4_extract_lane::<3>(self.0),
            ]
        }

        #[inline(always)]
        pub fn plus(self, other: Self) -> Self {
            Self(u32x4_add(self.0, other.0))
        }

        #[inline(always)]
        pub fn xor(self, other: Self) -> Self {
            Self(v128_xor(self.0, other.0))
        }

        #[inline(always)]
        pub fn and(self, other: Self) -> Self {
            Self(v128_and(self.0, other.0))
        }

        #[inline(always)]
        pub fn or(self, other: Self) -> Self {
            Self(v128_or(self.0, other.0))
        }

        #[inline(always)]
        pub fn right(self, by: u32) -> Self {
            Self(u32x4_shr(self.0, by))
        }

        /// Rotated to the left.
        #[inline(always)]
        pub fn turned(self, by: u32) -> Self {
            Self(v128_or(u32x4_shl(self.0, by), u32x4_shr(self.0, 32 - by)))
        }

        #[inline(always)]
        pub fn swapped(self) -> Self {
            Self(i8x16_shuffle::<3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12>(
                self.0, self.0,
            ))
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod array {
    use std::array::from_fn;

    #[derive(Clone, Copy)]
    pub struct Quad([u32; 4]);

    impl Quad {
        pub fn new(words: [u32; 4]) -> Self {
            Self(words)
        }

        pub fn same(word: u32) -> Self {
            Self([word; 4])
        }

        pub fn words(self) -> [u32; 4] {
            self.0
        }

        pub fn plus(self, other: Self) -> Self {
            Self(from_fn(|lane| self.0[lane].wrapping_add(other.0[lane])))
        }

        pub fn xor(self, other: Self) -> Self {
            Self(from_fn(|lane| self.0[lane] ^ other.0[lane]))
        }

        pub fn and(self, other: Self) -> Self {
            Self(from_fn(|lane| self.0[lane] & other.0[lane]))
        }

        pub fn or(self, other: Self) -> Self {
            Self(from_fn(|lane| self.0[lane] | other.0[lane]))
        }

        pub fn right(self, by: u32) -> Self {
            Self(self.0.map(|word| word >> by))
        }

        /// Rotated to the left.
        pub fn turned(self, by: u32) -> Self {
            Self(self.0.map(|word| word.rotate_left(by)))
        }

        pub fn swapped(self) -> Self {
            Self(self.0.map(u32::swap_bytes))
        }
    }
}

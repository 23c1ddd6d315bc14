//! Whether what was unpacked is what the directory promised: its length, which is a bound, and its check sum.

use serde::{Deserialize, Serialize};

/// One byte further for each of the 256 there are.
const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let (mut byte, mut start) = (0, 0_u32);
    while byte < 256 {
        let mut sum = start;
        let mut bit = 0;
        while bit < 8 {
            sum = if sum & 1 == 0 { sum >> 1 } else { sum >> 1 ^ 0xEDB8_8320 };
            bit += 1;
        }
        table[byte] = sum;
        byte += 1;
        start += 1;
    }
    table
};

/// CRC-32 of what has been seen.
#[derive(Clone, Copy)]
pub struct Crc(u32);

impl Default for Crc {
    fn default() -> Self {
        Self(u32::MAX)
    }
}

impl Crc {
    pub fn update(&mut self, bytes: &[u8]) {
        for byte in bytes {
            let [low, ..] = self.0.to_le_bytes();
            // Eight bits are a place in the table.
            self.0 = self.0 >> 8 ^ TABLE.get(usize::from(low ^ byte)).copied().unwrap_or_default();
        }
    }

    pub fn finish(self) -> u32 {
        !self.0
    }
}

/// What is wrong with an unpacked member.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Flaw {
    /// More comes than the directory says: it is not read on.
    Longer,
    Shorter,
    CheckSum,
}

/// Holds a member to what the directory says of it.
pub struct Check {
    left: u64,
    crc: Crc,
    expected: u32,
}

impl Check {
    pub fn new(size: u64, crc: u32) -> Self {
        Self {
            left: size,
            crc: Crc::default(),
            expected: crc,
        }
    }

    /// Takes the next bytes of it.
    pub fn take(&mut self, bytes: &[u8]) -> Result<(), Flaw> {
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(Flaw::Longer)?;
        self.crc.update(bytes);
        Ok(())
    }

    /// Nothing more comes.
    pub fn finish(self) -> Result<(), Flaw> {
        if self.left > 0 {
            return Err(Flaw::Shorter);
        }
        if self.crc.finish() != self.expected {
            return Err(Flaw::CheckSum);
        }
        Ok(())
    }
}

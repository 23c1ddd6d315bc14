//! Archives: listed whatever wrote them, refused with the right reason, and never believed more than they prove.

mod build;

use assay::archive::check::{Check, Crc, Flaw};
use assay::archive::directory::place;
use assay::archive::opening::{Opening, Step};
use assay::archive::{Archive, Closed, Encryption, Method, Refusal, bounds};
use build::{Part, Whole, stored};

/// Opens an archive as the browser does, giving what is asked for.
fn open(file: &[u8]) -> Result<Archive, Refusal> {
    let (mut opening, mut step) = Opening::new(file.len() as u64);
    for _ in 0..6 {
        match step {
            Step::Done(archive) => return Ok(archive),
            Step::Refused(refusal) => return Err(refusal),
            Step::Read(from, to) => {
                let (from, to) = (usize::try_from(from).unwrap_or(0), usize::try_from(to).unwrap_or(0));
                step = opening.take(file.get(from..to).unwrap_or_default());
            }
        }
    }
    panic!("it asks for bytes without end");
}

fn names(archive: &Archive) -> Vec<&str> {
    archive.members.iter().map(|member| member.name.raw()).collect()
}

/// What a member holds, as far as it is stored.
fn content<'a>(file: &'a [u8], archive: &Archive, at: usize) -> Option<&'a [u8]> {
    let member = archive.members.get(at)?;
    let start = usize::try_from(member.at).ok()?;
    let (from, to) = place(member, file.get(start..start + 30)?, file.len() as u64)?;
    file.get(usize::try_from(from).ok()?..usize::try_from(to).ok()?)
}

fn two() -> [Part; 2] {
    [stored("a.txt", b"one"), stored("dir/b.txt", b"another")]
}

#[test]
fn members_are_listed_whatever_stands_around_them() {
    let tricky = [b"PK\x05\x06".as_slice(), &[0; 40]].concat();
    let mut described = two();
    for part in &mut described {
        part.described = true;
    }
    let mut wide = two();
    for part in &mut wide {
        part.wide = true;
    }
    let whole = Whole::default;
    for (about, file, before) in [
        ("plain", whole().of(&two()), 0),
        (
            "with a comment",
            Whole {
                comment: b"hello".to_vec(),
                ..whole()
            }
            .of(&two()),
            0,
        ),
        (
            "with the longest comment",
            Whole {
                comment: vec![b'x'; 65_535],
                ..whole()
            }
            .of(&two()),
            0,
        ),
        (
            "with an end in the comment",
            Whole {
                comment: tricky,
                ..whole()
            }
            .of(&two()),
            0,
        ),
        (
            "behind a program",
            Whole {
                before: vec![b'M'; 70_000],
                ..whole()
            }
            .of(&two()),
            70_000,
        ),
        (
            "with a signature between",
            Whole {
                between: vec![7; 4_096],
                ..whole()
            }
            .of(&two()),
            0,
        ),
        ("sizes behind the bytes", whole().of(&described), 0),
        ("wide members", whole().of(&wide), 0),
        ("wide end", Whole { wide: true, ..whole() }.of(&wide), 0),
        (
            "wide end behind a program",
            Whole {
                wide: true,
                before: vec![0; 99],
                ..whole()
            }
            .of(&two()),
            99,
        ),
        ("with bytes after it", [whole().of(&two()), vec![0; 100]].concat(), 0),
    ] {
        let archive = open(&file).unwrap_or_else(|refusal| panic!("{about}: {refusal:?}"));
        assert_eq!(names(&archive), ["a.txt", "dir/b.txt"], "{about}");
        assert_eq!((archive.before, archive.overlapping), (before, false), "{about}");
        assert_eq!(content(&file, &archive, 0), Some(&b"one"[..]), "{about}");
        assert_eq!(content(&file, &archive, 1), Some(&b"another"[..]), "{about}");
        let first = archive.members.first();
        assert_eq!(
            first.map(|member| (member.size, member.packed)),
            Some((3, 3)),
            "{about}"
        );
        assert_eq!(
            first.and_then(|member| member.modified.as_deref()),
            Some("2026-11-19 14:03"),
            "{about}"
        );
        assert_eq!(first.map(|member| archive.is_open(member)), Some(Ok(())), "{about}");
    }
    assert_eq!(open(&whole().of(&[])).map(|archive| archive.members.len()), Ok(0));
}

#[test]
fn what_cannot_be_listed_is_refused_with_its_reason() {
    let plain = Whole::default().of(&two());
    let end = plain.len() - 22;
    let changed = |at: usize, bytes: &[u8]| {
        let mut file = plain.clone();
        file.splice(at..at + bytes.len(), bytes.iter().copied());
        file
    };
    for (about, file, refusal) in [
        ("nothing", Vec::new(), Refusal::NoDirectory),
        ("no end", plain[..end].to_vec(), Refusal::NoDirectory),
        ("half an end", plain[..plain.len() - 1].to_vec(), Refusal::NoDirectory),
        ("another disk", changed(end + 4, &[1, 0]), Refusal::Several),
        ("members elsewhere", changed(end + 8, &[1, 0]), Refusal::Several),
        (
            "more members than bytes",
            changed(end + 8, &[9, 0, 9, 0]),
            Refusal::Damaged,
        ),
        ("one more member", changed(end + 8, &[3, 0, 3, 0]), Refusal::Damaged),
        (
            "a directory longer than the file",
            changed(end + 12, &[0xFF, 0xFF, 0xFF, 0]),
            Refusal::Damaged,
        ),
        (
            "a directory of a gigabyte",
            changed(end + 12, &[0, 0, 0, 0x40]),
            Refusal::TooMany,
        ),
        (
            "full fields without the wide end",
            changed(end + 8, &[0xFF; 8]),
            Refusal::TooMany,
        ),
        (
            "a place behind the directory",
            changed(end + 16, &[0xFF, 0xFF, 0, 0]),
            Refusal::Damaged,
        ),
    ] {
        assert_eq!(open(&file).map(|archive| archive.members), Err(refusal), "{about}");
    }
    let mut wide = Whole {
        wide: true,
        ..Whole::default()
    }
    .of(&two());
    let locator = wide.len() - 42;
    wide[locator + 8..locator + 16].copy_from_slice(&u64::MAX.to_le_bytes());
    assert!(open(&wide).is_ok(), "the wide end stands right before its locator");
    wide[locator - 56..locator - 52].copy_from_slice(b"none");
    assert_eq!(open(&wide).map(drop), Err(Refusal::Damaged));
    let mut many = Whole {
        wide: true,
        ..Whole::default()
    }
    .of(&two());
    many[locator - 32..locator - 16].copy_from_slice(&[u64::MAX.to_le_bytes(); 2].concat());
    assert_eq!(open(&many).map(drop), Err(Refusal::TooMany));
}

#[test]
fn a_file_that_gives_less_than_it_had_is_refused() {
    let file = Whole::default().of(&two());
    let (mut opening, _) = Opening::new(file.len() as u64);
    assert_eq!(opening.take(&file[1..]), Step::Refused(Refusal::CutShort));
}

/// Every byte of an archive with another value, and every prefix: none panics or asks without end.
#[test]
fn no_damage_is_believed_or_fatal() {
    let mut parts = two().to_vec();
    for part in &mut parts {
        part.wide = true;
    }
    let file = Whole {
        wide: true,
        comment: b"c".to_vec(),
        before: b"MZ".to_vec(),
        ..Whole::default()
    }
    .of(&parts);
    for at in 0..file.len() {
        for value in [0, 1, 0x7F, 0x80, 0xFF] {
            let mut damaged = file.clone();
            damaged[at] = value;
            if let Ok(archive) = open(&damaged) {
                for (at, member) in archive.members.iter().enumerate() {
                    let _ = (archive.is_open(member), content(&damaged, &archive, at));
                }
            }
        }
        let _ = open(&file[..at]);
        let _ = open(&file[at..]);
    }
}

#[test]
fn names_are_read_as_they_were_written() {
    let named = |bytes: &[u8], flags: u16, extra: Vec<u8>| {
        let mut part = stored("", b"");
        (part.name, part.flags, part.extra) = (bytes.to_vec(), flags, extra);
        let archive = open(&Whole::default().of(&[part])).ok();
        archive.and_then(|archive| archive.members.first().map(|member| member.name.raw().to_owned()))
    };
    let unicode = |crc_of: &[u8], name: &str| {
        let mut crc = Crc::default();
        crc.update(crc_of);
        let length = u16::try_from(5 + name.len()).unwrap_or(0);
        let mut field = b"\x75\x70".to_vec();
        field.extend(length.to_le_bytes());
        field.push(1);
        field.extend(crc.finish().to_le_bytes());
        field.extend(name.as_bytes());
        field
    };
    for (bytes, flags, extra, name) in [
        (&b"plain.txt"[..], 0, vec![], "plain.txt"),
        ("отчёт".as_bytes(), 1 << 11, vec![], "отчёт"),
        // Not said, but it can be nothing else.
        ("отчёт".as_bytes(), 0, vec![], "отчёт"),
        (b"caf\x82 \xE1\xFF", 0, vec![], "café ß\u{A0}"),
        (b"bad\xFF", 1 << 11, vec![], "bad\u{FFFD}"),
        (b"x\x82", 0, unicode(b"x\x82", "файл"), "файл"),
        // Of another name, as after renaming by an old program.
        (b"x\x82", 0, unicode(b"y", "файл"), "xé"),
        (b"../../etc/passwd", 0, vec![], "../../etc/passwd"),
        (b"a\0b\xE2\x80\xAEfdp", 0, vec![], "a\0b\u{202E}fdp"),
        (b"odd", 0, vec![1, 2, 3], "odd"),
        (b"odd", 0, vec![0x75, 0x70, 0xFF, 0xFF], "odd"),
    ] {
        assert_eq!(named(bytes, flags, extra).as_deref(), Some(name), "{bytes:?}");
    }
}

#[test]
fn members_are_flagged_for_what_they_are() {
    let mut locked = stored("locked", b"x");
    locked.flags = 1;
    let mut aes = stored("aes", b"x");
    (aes.flags, aes.method) = (1, 99);
    aes.extra = vec![0x01, 0x99, 7, 0, 2, 0, b'A', b'E', 3, 8, 0];
    let mut strong = stored("strong", b"x");
    strong.flags = 1 | 1 << 6;
    let mut lzma = stored("lzma", b"x");
    lzma.method = 14;
    let mut odd = stored("odd", b"xy");
    odd.size = 3;
    let parts = [
        stored("dir/", b""),
        locked,
        aes,
        strong,
        lzma,
        odd,
        stored("in.JAR", b"x"),
        stored("in.JAR", b"y"),
    ];
    let archive = open(&Whole::default().of(&parts)).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    let seen: Vec<_> = archive
        .members
        .iter()
        .map(|member| {
            (
                archive.is_open(member),
                member.encryption,
                member.method,
                member.is_archive,
                member.is_duplicate,
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            (Err(Closed::Folder), Encryption::None, Method::Stored, false, false),
            (
                Err(Closed::Encrypted),
                Encryption::ZipCrypto,
                Method::Stored,
                false,
                false
            ),
            (Err(Closed::Encrypted), Encryption::Aes, Method::Deflated, false, false),
            (Err(Closed::Encrypted), Encryption::Strong, Method::Stored, false, false),
            (
                Err(Closed::Method(14)),
                Encryption::None,
                Method::Other(14),
                false,
                false
            ),
            (
                Err(Closed::Contradiction),
                Encryption::None,
                Method::Stored,
                false,
                false
            ),
            (Ok(()), Encryption::None, Method::Stored, true, false),
            (Ok(()), Encryption::None, Method::Stored, true, true),
        ]
    );
}

#[test]
fn bombs_stay_closed() {
    // Two records of one member: each alone is harmless, a million of them are not.
    let mut file = Whole::default().of(&two());
    let directory = file.windows(4).position(|window| window == b"PK\x01\x02").unwrap_or(0);
    let second = file.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap_or(0);
    file[second + 42..second + 46].fill(0);
    let archive = open(&file).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    assert!(archive.overlapping);
    assert!(
        archive
            .members
            .iter()
            .all(|member| archive.is_open(member) == Err(Closed::Overlapping))
    );
    // A member that reaches into the directory.
    let mut file = Whole::default().of(&two());
    file[directory + 20..directory + 24].copy_from_slice(&400_u32.to_le_bytes());
    assert_eq!(open(&file).map(|archive| archive.overlapping), Ok(true));

    let megabyte: u64 = 1 << 20;
    for (packed, size, expected) in [
        (0, 0, Ok(())),
        (1, bounds::ALWAYS, Ok(())),
        (1, bounds::ALWAYS + bounds::RATIO, Err(Closed::Ratio)),
        (megabyte, bounds::RATIO * megabyte, Ok(())),
        (megabyte, (bounds::RATIO + 1) * megabyte, Err(Closed::Ratio)),
        (bounds::MEMBER, bounds::MEMBER, Ok(())),
        (bounds::MEMBER, bounds::MEMBER + 1, Err(Closed::TooLarge)),
        (0, u64::MAX, Err(Closed::TooLarge)),
    ] {
        assert_eq!(bounds::hold(packed, size), expected, "{packed} {size}");
    }
}

#[test]
fn a_header_that_contradicts_the_directory_leads_nowhere() {
    let file = Whole::default().of(&two());
    let archive = open(&file).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    for (at, value) in [(0, 0), (8, 8), (6, 1), (26, 0xFF), (29, 0xFF)] {
        let mut damaged = file.clone();
        damaged[at] = value;
        let reached = content(&damaged, &archive, 0);
        assert!(at == 26 || reached.is_none(), "{at}");
        assert_ne!(reached, Some(&b"one"[..]), "{at}");
    }
}

#[test]
fn unpacked_bytes_are_held_to_what_was_promised() {
    let sum = |bytes: &[u8]| {
        let mut crc = Crc::default();
        crc.update(bytes);
        crc.finish()
    };
    assert_eq!(sum(b"123456789"), 0xCBF4_3926);
    assert_eq!(sum(b""), 0);
    let run = |size: u64, crc: u32, pieces: &[&[u8]]| {
        let mut check = Check::new(size, crc);
        pieces.iter().try_for_each(|piece| check.take(piece))?;
        check.finish()
    };
    let crc = sum(b"123456789");
    for (size, crc, pieces, outcome) in [
        (9, crc, &[&b"1234"[..], b"", b"56789"][..], Ok(())),
        (9, crc, &[b"1234", b"5678", b"90"], Err(Flaw::Longer)),
        (9, crc, &[b"12345678"], Err(Flaw::Shorter)),
        (9, crc, &[b"123456780"], Err(Flaw::CheckSum)),
        (0, 0, &[], Ok(())),
        (0, 0, &[b"x"], Err(Flaw::Longer)),
    ] {
        assert_eq!(run(size, crc, pieces), outcome, "{pieces:?}");
    }
}

//! Writes the project's own fixtures: `cargo run -p stand-in --bin fixtures`.

use std::path::Path;
use std::{fs, io};

use stand_in::fixtures;

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for fixture in fixtures::committed() {
        let path = root.join(&fixture.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, &fixture.text)?;
        println!("{:>8} bytes  {}", fixture.text.len(), fixture.path.display());
    }
    Ok(())
}

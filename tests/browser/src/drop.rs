//! Files from the disk onto the page, as a person's hand does it.

use std::path::Path;

use serde_json::json;

use crate::session::Session;

impl Session {
    /// Drags the files over the page and lets them go.
    pub async fn drop_files(&self, paths: &[&Path]) {
        self.hold_files(paths).await;
        self.let_files_go().await;
    }

    /// Lets go what [`Session::hold_files`] has taken in hand.
    pub async fn let_files_go(&self) {
        self.run(
            "const input = document.getElementById('hand-of-the-test');
             const carried = new DataTransfer();
             for (const file of input.files) carried.items.add(file);
             input.remove();
             const under = document.elementFromPoint(innerWidth / 2, innerHeight / 2) || document.body;
             for (const kind of ['dragenter', 'dragover', 'drop'])
               under.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, composed: true, dataTransfer: carried }));",
            vec![],
        )
        .await;
    }

    /// Pastes the files.
    pub async fn paste_files(&self, paths: &[&Path]) {
        self.hold_files(paths).await;
        self.run(
            "const input = document.getElementById('hand-of-the-test');
             const carried = new DataTransfer();
             for (const file of input.files) carried.items.add(file);
             input.remove();
             const at = document.activeElement || document.body;
             const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
             Object.defineProperty(event, 'clipboardData', { value: carried }); // Firefox takes none at birth
             at.dispatchEvent(event);",
            vec![],
        )
        .await;
    }

    /// Pastes a text wherever the focus is.
    pub async fn paste_text(&self, text: &str) {
        self.run(
            "const carried = new DataTransfer();
             carried.setData('text/plain', arguments[0]);
             const at = document.activeElement || document.body;
             const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
             Object.defineProperty(event, 'clipboardData', { value: carried }); // Firefox takes none at birth
             at.dispatchEvent(event);",
            vec![json!(text)],
        )
        .await;
    }

    /// Picks the files in the dialog of the page's own file button.
    pub async fn choose_files(&self, paths: &[&Path]) {
        self.wait(
            "the page's file input",
            "return document.querySelector('input[type=file]:not([webkitdirectory])') !== null",
            vec![],
        )
        .await;
        let input = self
            .one("input[type=file]:not([webkitdirectory])")
            .await
            .expect("the file input is still there");
        input
            .send_keys(&joined(paths))
            .await
            .expect("the file input takes paths");
    }

    /// Takes files in hand. A script cannot make a `File` that lies on the disk, so they come through an input of our
    /// own, which is gone again before the page sees them.
    pub async fn hold_files(&self, paths: &[&Path]) {
        self.run(
            "const input = document.createElement('input');
             input.type = 'file';
             input.multiple = true;
             input.id = 'hand-of-the-test';
             input.hidden = true;
             document.body.append(input);",
            vec![],
        )
        .await;
        let input = self.one("#hand-of-the-test").await.expect("our own input is there");
        input
            .send_keys(&joined(paths))
            .await
            .expect("our own input takes paths");
    }
}

fn joined(paths: &[&Path]) -> String {
    paths
        .iter()
        .map(|path| path.to_string_lossy())
        .collect::<Vec<_>>()
        .join("\n")
}

//! What outlives the page: the files of the list, the questions that wait, the answers, the reports. Texts under names.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbTransactionMode};

use crate::browser::database::{Open, done, over, remove, trouble};
use crate::browser::storage::Trouble;

const NAME: &str = "assay.kept";

/// A shelf of the storage.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Store {
    /// The files that were dropped, without their bytes.
    Files,
    /// What is to be asked.
    Questions,
    /// What was answered, in a line each.
    Answers,
    /// The answers themselves.
    Reports,
    /// What else the queue has to remember.
    Notes,
    /// What the reader has put to subjects.
    Marks,
}

impl Store {
    pub const ALL: [Self; 6] = [
        Self::Files,
        Self::Questions,
        Self::Answers,
        Self::Reports,
        Self::Notes,
        Self::Marks,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Files => "files",
            Self::Questions => "questions",
            Self::Answers => "answers",
            Self::Reports => "reports",
            Self::Notes => "notes",
            Self::Marks => "marks",
        }
    }
}

/// A text under a name that is written, or taken away where it is none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Write {
    pub store: Store,
    pub name: String,
    pub text: Option<String>,
}

/// Everything on a shelf, by name. What is no text reads as an empty one, which is none of ours.
pub async fn all(store: Store) -> Result<Vec<(String, String)>, Trouble> {
    let database = open().await?;
    let (_, shelf) = database.store(store.name(), IdbTransactionMode::Readonly)?;
    let names = shelf.get_all_keys().map_err(|error| trouble(&error))?;
    let texts = shelf.get_all().map_err(|error| trouble(&error))?;
    let names: Array = done(&names).await?.unchecked_into();
    let texts: Array = match texts.result() {
        Ok(texts) if texts.is_instance_of::<Array>() => texts.unchecked_into(),
        Ok(_) | Err(_) => done(&texts).await?.unchecked_into(),
    };
    let text = |value: JsValue| value.as_string().unwrap_or_default();
    Ok(names.iter().map(text).zip(texts.iter().map(text)).collect())
}

/// One text.
pub async fn one(store: Store, name: &str) -> Result<Option<String>, Trouble> {
    let database = open().await?;
    let (_, shelf) = database.store(store.name(), IdbTransactionMode::Readonly)?;
    let request = shelf.get(&JsValue::from_str(name)).map_err(|error| trouble(&error))?;
    Ok(done(&request).await?.as_string())
}

/// Carries out all of them or, where that cannot be, none.
pub async fn write(writes: &[Write]) -> Result<(), Trouble> {
    if writes.is_empty() {
        return Ok(());
    }
    let database = open().await?;
    let mut stores: Vec<Store> = writes.iter().map(|write| write.store).collect();
    stores.sort_unstable();
    stores.dedup();
    let names: Vec<&str> = stores.iter().map(|store| store.name()).collect();
    let transaction = database.writing(&names)?;
    for write in writes {
        let shelf = transaction
            .object_store(write.store.name())
            .map_err(|error| trouble(&error))?;
        let name = JsValue::from_str(&write.name);
        match &write.text {
            Some(text) => shelf.put_with_key(&JsValue::from_str(text), &name),
            None => shelf.delete(&name),
        }
        .map_err(|error| trouble(&error))?;
    }
    over(&transaction).await
}

/// Whether it can be read.
pub async fn check() -> Result<(), Trouble> {
    open().await.map(|_| ())
}

/// How many bytes the browser says that this page's origin keeps; none where it does not say.
pub async fn used() -> Option<u64> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    let storage = Reflect::get(&navigator, &"storage".into()).ok()?;
    let estimate: Function = Reflect::get(&storage, &"estimate".into()).ok()?.dyn_into().ok()?;
    let coming: Promise = estimate.call0(&storage).ok()?.dyn_into().ok()?;
    let told = JsFuture::from(coming).await.ok()?;
    let usage = Reflect::get(&told, &"usage".into()).ok()?.as_f64()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number that is never negative"
    )]
    Some(usage as u64)
}

/// Takes everything away.
pub async fn forget() -> Result<(), Trouble> {
    remove(NAME).await
}

async fn open() -> Result<Open, Trouble> {
    let stores: Vec<&str> = Store::ALL.iter().map(|store| store.name()).collect();
    Open::new(NAME, &stores, make).await
}

fn make(database: &IdbDatabase) -> Result<(), JsValue> {
    for store in Store::ALL {
        database.create_object_store(store.name())?;
    }
    Ok(())
}

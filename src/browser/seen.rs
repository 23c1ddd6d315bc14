//! A store of analyses that were seen, in IndexedDB: apart from the settings, so that it can neither fill nor harm them.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbKeyRange, IdbObjectStoreParameters, IdbTransactionMode};

use crate::browser::clock;
use crate::browser::database::{Open, done, over, remove, trouble};
use crate::browser::storage::Trouble;

const NAME: &str = "assay.seen";
const STORE: &str = "analyses";
/// The order in which entries make room for others.
const BY_AGE: &str = "kept";
/// About 4 MB.
const ANALYSES_AT_MOST: u32 = 2_000;

/// How much is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Amount {
    pub analyses: u64,
    pub bytes: u64,
}

/// Keeps the text of an analysis; one of the same object and date is replaced, and the oldest make room.
pub async fn keep(about: &str, date: i64, text: &str) -> Result<(), Trouble> {
    let database = open().await?;
    let entry = Object::new();
    #[expect(clippy::cast_precision_loss, reason = "dates have ten digits")]
    let date = JsValue::from_f64(date as f64);
    for (name, value) in [
        ("about", JsValue::from_str(about)),
        ("date", date),
        (BY_AGE, JsValue::from_f64(clock::now_ms())),
        ("text", JsValue::from_str(text)),
    ] {
        Reflect::set(&entry, &JsValue::from_str(name), &value).map_err(|_| Trouble::Blocked)?;
    }
    let (transaction, store) = database.store(STORE, IdbTransactionMode::Readwrite)?;
    store.put(&entry).map_err(|error| trouble(&error))?;
    over(&transaction).await?;
    make_room(&database).await
}

/// The texts kept of an object, the earliest analysis first.
pub async fn of(about: &str) -> Result<Vec<String>, Trouble> {
    let database = open().await?;
    let (_, store) = database.store(STORE, IdbTransactionMode::Readonly)?;
    let about = JsValue::from_str(about);
    // A list comes after every number.
    let (from, to) = (Array::of1(&about), Array::of2(&about, &Array::new()));
    let range = IdbKeyRange::bound(&from, &to).map_err(|error| trouble(&error))?;
    let request = store.get_all_with_key(&range).map_err(|error| trouble(&error))?;
    let entries: Array = done(&request).await?.unchecked_into();
    Ok(entries.iter().map(|entry| text_of(&entry)).collect())
}

pub async fn amount() -> Result<Amount, Trouble> {
    let database = open().await?;
    let (_, store) = database.store(STORE, IdbTransactionMode::Readonly)?;
    let request = store.get_all().map_err(|error| trouble(&error))?;
    let entries: Array = done(&request).await?.unchecked_into();
    Ok(Amount {
        analyses: u64::from(entries.length()),
        bytes: entries.iter().map(|entry| text_of(&entry).len() as u64).sum(),
    })
}

/// With all that it stands in: what is damaged goes, too.
pub async fn forget() -> Result<(), Trouble> {
    remove(NAME).await
}

/// An entry that somebody else has damaged reads as an empty text, which is no analysis.
fn text_of(entry: &JsValue) -> String {
    let text = Reflect::get(entry, &JsValue::from_str("text")).ok();
    text.and_then(|text| text.as_string()).unwrap_or_default()
}

async fn open() -> Result<Open, Trouble> {
    Open::new(NAME, &[STORE], make).await
}

async fn make_room(database: &Open) -> Result<(), Trouble> {
    let (_, store) = database.store(STORE, IdbTransactionMode::Readonly)?;
    let count = done(&store.count().map_err(|error| trouble(&error))?).await?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the browser counts in whole numbers of 32 bits"
    )]
    let count = count.as_f64().unwrap_or(0.0) as u32;
    let over_full = count.saturating_sub(ANALYSES_AT_MOST);
    if over_full == 0 {
        return Ok(());
    }
    let (transaction, store) = database.store(STORE, IdbTransactionMode::Readwrite)?;
    let by_age = store.index(BY_AGE).map_err(|error| trouble(&error))?;
    let request = by_age
        .get_all_keys_with_key_and_limit(&JsValue::NULL, over_full)
        .map_err(|error| trouble(&error))?;
    let oldest: Array = done(&request).await?.unchecked_into();
    for key in oldest.iter() {
        store.delete(&key).map_err(|error| trouble(&error))?;
    }
    over(&transaction).await
}

fn make(database: &IdbDatabase) -> Result<(), JsValue> {
    let options = IdbObjectStoreParameters::new();
    options.set_key_path(&Array::of2(&"about".into(), &"date".into()));
    let store = database.create_object_store_with_optional_parameters(STORE, &options)?;
    store.create_index_with_str(BY_AGE, BY_AGE)?;
    Ok(())
}

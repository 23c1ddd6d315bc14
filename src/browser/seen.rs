//! A store of analyses that were seen, in IndexedDB: apart from the settings, so that it can neither fill nor harm them.

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbObjectStoreParameters, IdbRequest,
    IdbTransaction, IdbTransactionMode,
};

use crate::browser::clock;
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
    let database = Open::new().await?;
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
    let (transaction, store) = database.store(IdbTransactionMode::Readwrite)?;
    store.put(&entry).map_err(|error| trouble(&error))?;
    over(&transaction).await?;
    database.make_room().await
}

/// The texts kept of an object, the earliest analysis first.
pub async fn of(about: &str) -> Result<Vec<String>, Trouble> {
    let database = Open::new().await?;
    let (_, store) = database.store(IdbTransactionMode::Readonly)?;
    let about = JsValue::from_str(about);
    // A list comes after every number.
    let (from, to) = (Array::of1(&about), Array::of2(&about, &Array::new()));
    let range = IdbKeyRange::bound(&from, &to).map_err(|error| trouble(&error))?;
    let request = store.get_all_with_key(&range).map_err(|error| trouble(&error))?;
    let entries: Array = done(&request).await?.unchecked_into();
    Ok(entries.iter().map(|entry| text_of(&entry)).collect())
}

pub async fn amount() -> Result<Amount, Trouble> {
    let database = Open::new().await?;
    let (_, store) = database.store(IdbTransactionMode::Readonly)?;
    let request = store.get_all().map_err(|error| trouble(&error))?;
    let entries: Array = done(&request).await?.unchecked_into();
    Ok(Amount {
        analyses: u64::from(entries.length()),
        bytes: entries.iter().map(|entry| text_of(&entry).len() as u64).sum(),
    })
}

/// With all that it stands in: what is damaged goes, too.
pub async fn forget() -> Result<(), Trouble> {
    let request = factory()?.delete_database(NAME).map_err(|error| trouble(&error))?;
    done(&request).await.map(|_| ())
}

/// An entry that somebody else has damaged reads as an empty text, which is no analysis.
fn text_of(entry: &JsValue) -> String {
    let text = Reflect::get(entry, &JsValue::from_str("text")).ok();
    text.and_then(|text| text.as_string()).unwrap_or_default()
}

fn factory() -> Result<IdbFactory, Trouble> {
    let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten());
    factory.ok_or(Trouble::Blocked)
}

/// The database, closed when it is let go: another tab may want to change it.
struct Open(IdbDatabase);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl Open {
    async fn new() -> Result<Self, Trouble> {
        let request = factory()?.open_with_u32(NAME, 1).map_err(|error| trouble(&error))?;
        let asked = request.clone();
        // The first time alone; a failure in it is one of the request.
        let made = Closure::once_into_js(move || {
            let _ = make(&asked);
        });
        request.set_onupgradeneeded(Some(made.unchecked_ref()));
        let database = done(&request).await?;
        Ok(Self(database.unchecked_into()))
    }

    fn store(&self, mode: IdbTransactionMode) -> Result<(IdbTransaction, IdbObjectStore), Trouble> {
        let transaction = self
            .0
            .transaction_with_str_and_mode(STORE, mode)
            .map_err(|error| trouble(&error))?;
        let store = transaction.object_store(STORE).map_err(|error| trouble(&error))?;
        Ok((transaction, store))
    }

    async fn make_room(&self) -> Result<(), Trouble> {
        let (_, store) = self.store(IdbTransactionMode::Readonly)?;
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
        let (transaction, store) = self.store(IdbTransactionMode::Readwrite)?;
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
}

fn make(request: &IdbRequest) -> Result<(), JsValue> {
    let database: IdbDatabase = request.result()?.unchecked_into();
    let options = IdbObjectStoreParameters::new();
    options.set_key_path(&Array::of2(&"about".into(), &"date".into()));
    let store = database.create_object_store_with_optional_parameters(STORE, &options)?;
    store.create_index_with_str(BY_AGE, BY_AGE)?;
    Ok(())
}

/// What a request leads to.
async fn done(request: &IdbRequest) -> Result<JsValue, Trouble> {
    let waited = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    let outcome = JsFuture::from(waited).await;
    let failed = |_| {
        request
            .error()
            .ok()
            .flatten()
            .map_or(Trouble::Blocked, |error| named(&error))
    };
    outcome.map_err(failed)?;
    request.result().map_err(|error| trouble(&error))
}

/// Waits until what was written is kept.
async fn over(transaction: &IdbTransaction) -> Result<(), Trouble> {
    let waited = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    let outcome = JsFuture::from(waited).await;
    outcome
        .map(|_| ())
        .map_err(|_| transaction.error().map_or(Trouble::Blocked, |error| named(&error)))
}

fn trouble(error: &JsValue) -> Trouble {
    error.dyn_ref::<DomException>().map_or(Trouble::Blocked, named)
}

fn named(error: &DomException) -> Trouble {
    match error.name().as_str() {
        "QuotaExceededError" => Trouble::Full,
        // Somebody else's store or version under our name.
        "NotFoundError" | "VersionError" | "DataError" | "ConstraintError" => Trouble::Damaged,
        _ => Trouble::Blocked,
    }
}

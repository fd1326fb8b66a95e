//! Bearer tokens that credentials are exchanged for: fetched once for all calls, kept, and renewed before they expire.
//!
//! A token is fetched by a task of its own, with the settings of the client: what one call is content with says nothing
//! about the others, and a call that is given up takes nothing away from those that wait as well. A call that has a valid
//! token never waits for the next one.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, header};
use reqwest::Url;
use serde_json::Value;
use tokio::sync::watch;
use tokio::task::AbortHandle;
use tokio::time::{Instant, timeout_at};
use tracing::Instrument as _;

use crate::auth::proof::{bearer, sensitive};
use crate::auth::redact::Redactor;
use crate::body::decode::decode;
use crate::exchange::fault::{Answer, Fault, Kind, Repeat, Words, stranger};
use crate::exchange::hook::{BoxError, CallInfo, Hooks};
use crate::exchange::retry::Budget;
use crate::exchange::send::{self, Deadline, Limits, Sender, Shape};
use crate::request::message::set;
use crate::request::provider::{Provider, TokenBody, TokenCredentials, TokenRequest};
use crate::request::url::place;
use crate::value::secret::Secret;

/// A source of tokens of the caller's own.
pub(crate) type Source =
    Arc<dyn Fn() -> Pin<Box<dyn Future<Output = Result<Token, BoxError>> + Send>> + Send + Sync>;

/// A bearer token from a source of the caller's own: `Credentials::token_source`.
#[derive(Clone, Debug)]
#[must_use]
pub struct Token {
    secret: Secret,
    lifetime: Option<Duration>,
}

impl Token {
    /// A token that is used until the provider answers 401, or until the time in it if it is a JWT.
    pub fn new(token: impl Into<Secret>) -> Self {
        Self {
            secret: token.into(),
            lifetime: None,
        }
    }

    /// Says how long the token is good for, from now.
    pub fn expires_in(mut self, lifetime: Duration) -> Self {
        self.lifetime = Some(lifetime);
        self
    }
}

/// What token requests are made with: the settings of the client, whichever call needs the token.
pub(crate) struct Setup {
    pub(crate) provider: &'static Provider,
    pub(crate) sender: Arc<dyn Sender>,
    pub(crate) limits: Limits,
    pub(crate) timeout: Duration,
    pub(crate) budget: Arc<Budget>,
    /// In place of the HTTP client's own.
    pub(crate) user_agent: Option<HeaderValue>,
    /// More fields for the request.
    pub(crate) fields: Vec<(String, String)>,
}

/// Where a client keeps its token. Clones of the client share it.
pub(crate) struct TokenCell {
    inner: Arc<Inner>,
}

struct Inner {
    origin: Origin,
    setup: Setup,
    place: Arc<str>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    /// The token request that is under way.
    flight: Option<Flight>,
    /// The last failure, for those who waited for it; for longer, if the credentials were refused.
    failed: Option<Failed>,
    flights: u64,
    /// The tokens that were held last.
    secrets: Redactor,
}

struct Flight {
    number: u64,
    /// Changes when the request has ended, whatever ended it.
    done: watch::Receiver<()>,
    task: AbortHandle,
}

struct Failed {
    flight: u64,
    fault: Fault,
    attempts: u32,
    until: Instant,
}

struct Held {
    header: HeaderValue,
    number: u64,
    since: Instant,
    /// When it is time for another one. Never, if nothing says how long this one is good for.
    renew: Option<Instant>,
    expires: Option<Instant>,
    /// Whether it came in place of one that was refused, and was not accepted itself yet.
    on_trial: bool,
}

/// A token with its number.
#[derive(Clone)]
pub(crate) struct Bearer {
    pub(crate) header: HeaderValue,
    pub(crate) number: u64,
}

/// Why there is no token.
pub(crate) struct NoToken {
    pub(crate) fault: Fault,
    pub(crate) attempts: u32,
}

/// Where tokens come from.
pub(crate) enum Origin {
    Exchange(Exchange),
    Source(Source),
}

/// A token is renewed when a tenth of its life is left, but no more than this before its end.
const MARGIN: Duration = Duration::from_secs(60);

/// How long to leave a token alone that is still good and could not be renewed.
const PAUSE: Duration = Duration::from_secs(5);

/// How long refused credentials, and a refused token that was just issued, are not tried again: many logins with a wrong
/// password lock an account.
const REFUSAL: Duration = Duration::from_secs(30);

impl TokenCell {
    pub(crate) fn new(origin: Origin, setup: Setup) -> Self {
        let place = match &origin {
            Origin::Exchange(exchange) => place(&exchange.url).into(),
            Origin::Source(_) => "the client's own source of tokens".into(),
        };
        Self {
            inner: Arc::new(Inner {
                origin,
                setup,
                place,
                state: Mutex::default(),
            }),
        }
    }

    /// Where tokens come from, for people.
    pub(crate) fn place(&self) -> Arc<str> {
        self.inner.place.clone()
    }

    /// A token, from where tokens come from if need be. `stale` is the number of one that the provider refused.
    pub(crate) async fn obtain(&self, stale: Option<u64>) -> Result<Bearer, NoToken> {
        let mut waited = None;
        loop {
            let (number, mut done) = {
                let mut state = self.inner.state();
                let now = Instant::now();
                if let Some(bearer) = state.usable(stale, now) {
                    if state.is_due(now) {
                        self.inner.fetch(&mut state, stale);
                    }
                    return Ok(bearer);
                }
                if let Some(failed) = &state.failed
                    && (waited == Some(failed.flight) || now < failed.until)
                {
                    return Err(failed.error());
                }
                if state.flight.is_none() {
                    if waited.is_some() {
                        // It ended without a result: its runtime is gone, or the caller's source panicked.
                        let fault = Fault::request("the request for a token was given up");
                        return Err(NoToken { fault, attempts: 0 });
                    }
                    self.inner.fetch(&mut state, stale);
                }
                match &state.flight {
                    Some(flight) => (flight.number, flight.done.clone()),
                    None => continue,
                }
            };
            // An error says that the task has ended, which is what is waited for.
            let _ = done.changed().await;
            waited = Some(number);
            let mut state = self.inner.state();
            if state.flight.as_ref().is_some_and(|f| f.number == number) {
                state.flight = None;
            }
        }
    }

    /// Whether a new token may do better than this one that was refused. Not if it was just issued in place of another
    /// that was refused: then it is not the token that is wrong.
    pub(crate) fn is_worth_renewing(&self, number: u64) -> bool {
        let state = self.inner.state();
        !state.held.as_ref().is_some_and(|held| {
            held.number == number && held.on_trial && held.since.elapsed() < REFUSAL
        })
    }

    /// Says that the provider took a token.
    pub(crate) fn accept(&self, number: u64) {
        if let Some(held) = &mut self.inner.state().held
            && held.number == number
        {
            held.on_trial = false;
        }
    }

    /// The text without the tokens that were held last.
    pub(crate) fn redact(&self, text: &str) -> String {
        self.inner.state().secrets.redact(text)
    }
}

impl Drop for TokenCell {
    fn drop(&mut self) {
        // The last client is gone, and with it everybody who could use the token.
        if let Some(flight) = &self.inner.state().flight {
            flight.task.abort();
        }
    }
}

impl State {
    fn usable(&self, stale: Option<u64>, now: Instant) -> Option<Bearer> {
        let held = self.held.as_ref()?;
        let expired = held.expires.is_some_and(|expires| expires <= now);
        (!expired && Some(held.number) != stale).then(|| Bearer {
            header: held.header.clone(),
            number: held.number,
        })
    }

    /// Whether it is time for another token, and nobody sees to it.
    fn is_due(&self, now: Instant) -> bool {
        let due = |held: &Held| held.renew.is_some_and(|renew| renew <= now);
        self.flight.is_none() && self.held.as_ref().is_some_and(due)
    }
}

impl Failed {
    fn error(&self) -> NoToken {
        NoToken {
            fault: self.fault.clone(),
            attempts: self.attempts,
        }
    }
}

impl Inner {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts a token request.
    fn fetch(self: &Arc<Self>, state: &mut State, stale: Option<u64>) {
        state.flights += 1;
        let number = state.flights;
        let (ended, done) = watch::channel(());
        let inner = self.clone();
        let spare = state.usable(stale, Instant::now()).is_some();
        let task = async move {
            let mut attempts = 0;
            let result = inner.token(spare, &mut attempts).await;
            inner.keep(number, stale.is_some(), result, attempts);
            drop(ended);
        };
        let task = tokio::spawn(task.in_current_span()).abort_handle();
        state.flight = Some(Flight { number, done, task });
    }

    fn keep(&self, number: u64, on_trial: bool, result: Result<Fetched, Fault>, attempts: u32) {
        let mut state = self.state();
        let now = Instant::now();
        state.flight = None;
        match result {
            Ok(Fetched { header, lifetime }) => {
                let text = header.to_str().unwrap_or_default();
                if let Some(token) = text.strip_prefix("Bearer ") {
                    // The one before may still come back in a response that is under way.
                    let mut secrets = Redactor::default();
                    if let Some(before) = state.held.as_ref().and_then(Held::token) {
                        secrets.add(before);
                    }
                    secrets.add(token);
                    state.secrets = secrets;
                }
                let renew =
                    |life: Duration| now.checked_add(life.saturating_sub(MARGIN.min(life / 10)));
                state.failed = None;
                state.held = Some(Held {
                    header,
                    number,
                    since: now,
                    renew: lifetime.and_then(renew),
                    expires: lifetime.and_then(|life| now.checked_add(life)),
                    on_trial,
                });
            }
            Err(fault) => {
                if let Some(held) = &mut state.held {
                    let later = now + PAUSE;
                    held.renew = held.renew.map(|renew| renew.max(later));
                }
                let refused = if is_refusal(&fault) {
                    REFUSAL
                } else {
                    Duration::ZERO
                };
                state.failed = Some(Failed {
                    flight: number,
                    fault,
                    attempts,
                    until: now + refused,
                });
            }
        }
    }

    async fn token(&self, spare: bool, attempts: &mut u32) -> Result<Fetched, Fault> {
        let deadline = Deadline::after(self.setup.timeout);
        match &self.origin {
            Origin::Exchange(exchange) => {
                let mut limits = self.setup.limits.clone();
                if spare {
                    // There is a token that still works; the next attempt is a pause later.
                    limits.attempts = 1;
                }
                let ask = Ask {
                    exchange,
                    setup: &self.setup,
                };
                let secrets = exchange.redactor();
                let redact = |text: &str| secrets.redact(text);
                let run = send::Exchange {
                    sender: &*self.setup.sender,
                    limits: &limits,
                    budget: &self.setup.budget,
                    deadline,
                    wait_headers: self.setup.provider.wait_headers,
                    hooks: &Hooks::default(),
                    info: CallInfo {
                        provider: self.setup.provider.name,
                        operation: "token",
                        path: "",
                        attempt: 0,
                    },
                    redact: &redact,
                    what: "token",
                };
                let result = timeout_at(deadline.at, run.run(&ask, attempts)).await;
                let reply = result.unwrap_or_else(|_| Err(deadline.fault()));
                // The response to a token request may hold a token, wherever it is: its body goes no further.
                match reply {
                    Ok(reply) => read(&reply.answer, exchange.pointer, self.setup.provider)
                        .map_err(|kind| Fault::answer(kind, without_body(reply.answer))),
                    Err(mut fault) => {
                        fault.answer = fault.answer.map(|answer| Box::new(without_body(*answer)));
                        Err(fault)
                    }
                }
            }
            Origin::Source(source) => {
                let token = timeout_at(deadline.at, source())
                    .await
                    .map_err(|_| deadline.fault())?
                    .map_err(|error| Fault::new(Kind::TokenSource).source(error))?;
                let secret = token.secret.expose();
                let header =
                    bearer(secret).map_err(|rule| Fault::request(format!("the token {rule}")))?;
                let lifetime = token
                    .lifetime
                    .or_else(|| jwt_lifetime(secret, SystemTime::now()));
                Ok(Fetched { header, lifetime })
            }
        }
    }
}

impl Held {
    fn token(&self) -> Option<&str> {
        self.header.to_str().ok()?.strip_prefix("Bearer ")
    }
}

fn without_body(mut answer: Answer) -> Answer {
    *answer.body_mut() = Bytes::new();
    answer
}

/// Whether a token request failed because of the credentials. RFC 6749, section 5.2: it may be answered with 400.
pub(crate) fn is_refusal(fault: &Fault) -> bool {
    let status = fault.answer.as_ref().map(|answer| answer.status().as_u16());
    match fault.kind {
        Kind::Status(_) | Kind::Unexpected(_) => {
            matches!(status, Some(200..=299 | 400 | 401 | 403))
        }
        _ => false,
    }
}

struct Fetched {
    header: HeaderValue,
    lifetime: Option<Duration>,
}

impl fmt::Debug for Fetched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a token for {:?}", self.lifetime)
    }
}

/// A request that has a token for a response.
pub(crate) struct Exchange {
    url: Url,
    request: &'static TokenRequest,
    /// The names of the two fields, unless they go into the header.
    names: [&'static str; 2],
    name: String,
    secret: Secret,
    /// JSON pointer to the token.
    pointer: &'static str,
}

impl Exchange {
    pub(crate) fn new(
        request: &'static TokenRequest,
        url: Url,
        names: [&'static str; 2],
        name: &str,
        secret: &str,
    ) -> Self {
        Self {
            url,
            request,
            names,
            name: name.to_owned(),
            secret: secret.into(),
            pointer: request.token,
        }
    }

    /// Id and secret for HTTP basic: each in form encoding (RFC 6749, section 2.3.1).
    pub(crate) fn basic_pair(&self) -> String {
        let encode =
            |text: &str| -> String { form_urlencoded::byte_serialize(text.as_bytes()).collect() };
        STANDARD.encode(format!(
            "{}:{}",
            encode(&self.name),
            encode(self.secret.expose())
        ))
    }

    fn redactor(&self) -> Redactor {
        let mut secrets = Redactor::default();
        secrets.add(self.secret.expose());
        secrets.add(&self.basic_pair());
        secrets
    }

    /// The body: the fields that the caller set take the place of the spec's.
    fn body(&self, more: &[(String, String)]) -> (&'static str, String) {
        let mut fields: Vec<(&str, &str)> = Vec::new();
        if self.names[0] == "client_id" {
            fields.push(("grant_type", "client_credentials"));
        }
        if self.request.credentials == TokenCredentials::Body {
            fields.push((self.names[0], &self.name));
            fields.push((self.names[1], self.secret.expose()));
        }
        let spec = self.request.fields.iter().copied();
        fields.extend(spec.filter(|(name, _)| !more.iter().any(|(own, _)| own == name)));
        fields.extend(
            more.iter()
                .map(|(name, value)| (name.as_str(), value.as_str())),
        );
        match self.request.body {
            TokenBody::Json => {
                // A `Map` has an order only where some crate in the build asks serde_json for one.
                let text = |text: &str| Value::from(text).to_string();
                let fields: Vec<String> = fields
                    .iter()
                    .map(|(name, value)| format!("{}:{}", text(name), text(value)))
                    .collect();
                ("application/json", format!("{{{}}}", fields.join(",")))
            }
            TokenBody::Form => {
                let mut form = form_urlencoded::Serializer::new(String::new());
                form.extend_pairs(fields);
                ("application/x-www-form-urlencoded", form.finish())
            }
        }
    }
}

/// A token request with the client's settings.
struct Ask<'a> {
    exchange: &'a Exchange,
    setup: &'a Setup,
}

impl Shape for Ask<'_> {
    fn request(&self) -> Result<reqwest::Request, Fault> {
        let Self { exchange, setup } = self;
        let mut request = reqwest::Request::new(Method::POST, exchange.url.clone());
        let (content_type, body) = exchange.body(&setup.fields);
        let headers = request.headers_mut();
        if let Some(agent) = &setup.user_agent {
            set(headers, &header::USER_AGENT, agent.clone());
        }
        set(
            headers,
            &header::CONTENT_TYPE,
            HeaderValue::from_static(content_type),
        );
        set(
            headers,
            &header::ACCEPT,
            HeaderValue::from_static("application/json"),
        );
        accept_encoding(headers);
        if exchange.request.credentials == TokenCredentials::Basic {
            let value = sensitive(&format!("Basic {}", exchange.basic_pair()));
            let value = value.map_err(Fault::request)?;
            set(headers, &header::AUTHORIZATION, value);
        }
        *request.body_mut() = Some(body.into());
        Ok(request)
    }

    /// A second token does no harm.
    fn repeat(&self) -> Repeat {
        Repeat::Freely
    }

    /// Credentials go to the URL that was configured, and nowhere else.
    fn follow(&self, _: Url) -> Option<Url> {
        None
    }
}

/// Without the feature `gzip` nothing can be decompressed, and a server may compress unless it is told not to (RFC 9110,
/// section 12.5.3).
pub(crate) fn accept_encoding(headers: &mut HeaderMap) {
    if !cfg!(feature = "gzip") {
        let identity = HeaderValue::from_static("identity");
        set(headers, &header::ACCEPT_ENCODING, identity);
    }
}

/// The token in a response, or why there is none.
fn read(answer: &Answer, pointer: &str, provider: &Provider) -> Result<Fetched, Kind> {
    let status = answer.status();
    let json: Option<Value> = decode(Some("application/json"), answer.body()).ok();
    if status.is_redirection() {
        return Err(Kind::Unexpected(Words::default()));
    }
    // RFC 6749, section 5.2, where the provider's own fields are not there.
    let text = |own: Option<&str>, standard: &str| {
        let json = json.as_ref()?;
        let value = own
            .and_then(|own| json.pointer(own))
            .or_else(|| json.pointer(standard))?;
        match value {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        }
    };
    let words = || Words {
        code: text(provider.error.code, "/error"),
        message: text(provider.error.message, "/error_description"),
    };
    if !status.is_success() {
        return Err(Kind::Status(words()));
    }
    let Some(body) = &json else {
        let problem = stranger(answer).map(|stranger| format!("with {stranger}"));
        return Err(Kind::NoToken(
            problem.unwrap_or_else(|| "its body is not JSON".to_owned()),
        ));
    };
    let token = body
        .pointer(pointer)
        .and_then(Value::as_str)
        .filter(|token| !token.is_empty());
    let Some(token) = token else {
        // Some refuse with status 200.
        let words = words();
        if words.code.is_some() {
            return Err(Kind::Status(words));
        }
        let problem = format!("there is no token at {pointer} in its body");
        return Err(Kind::NoToken(problem));
    };
    let header = bearer(token).map_err(|rule| Kind::NoToken(format!("the token {rule}")))?;
    let lifetime = body
        .get("expires_in")
        .and_then(seconds)
        .or_else(|| jwt_lifetime(token, SystemTime::now()));
    Ok(Fetched { header, lifetime })
}

/// `expires_in`, which some send as a string. 0 says nothing: a token that is good for no time is good for no call.
fn seconds(value: &Value) -> Option<Duration> {
    let seconds = value
        .as_f64()
        .or_else(|| value.as_str()?.trim().parse().ok())?;
    Duration::try_from_secs_f64(seconds)
        .ok()
        .filter(|life| !life.is_zero())
}

/// How long a token is good for by what it says of itself, if it is a JWT: `exp`, in seconds since 1970 (RFC 7519,
/// section 4.1.4). Where it says when it was made (`iat`), nothing depends on the clock here.
fn jwt_lifetime(token: &str, now: SystemTime) -> Option<Duration> {
    let claims = token.split('.').nth(1)?;
    let claims = URL_SAFE_NO_PAD.decode(claims.trim_end_matches('=')).ok()?;
    let claims: Value = decode(Some("application/json"), &claims).ok()?;
    let now = now
        .duration_since(SystemTime::UNIX_EPOCH)
        .ok()?
        .as_secs_f64();
    let made = claims.get("iat").and_then(Value::as_f64).unwrap_or(now);
    Duration::try_from_secs_f64(claims.get("exp")?.as_f64()? - made)
        .ok()
        .filter(|life| !life.is_zero())
}

#[cfg(test)]
#[path = "token_tests.rs"]
mod tests;

//! Bearer tokens that credentials are exchanged for: fetched once for all calls, kept, and renewed before they expire.
//!
//! A token is fetched by a task of its own, with the options of the client: what one call is content with says nothing
//! about the others, and a call that is given up takes nothing away from those that wait as well. A call that has a valid
//! token never waits for the next one.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http::HeaderValue;
use tokio::sync::watch;
use tokio::task::AbortHandle;
use tokio::time::Instant;
use tracing::Instrument as _;

use crate::auth::grant::{Fetched, Origin, Setup};
use crate::auth::redact::Redactor;
use crate::exchange::fault::Fault;

/// The token cell of a client, shared by its clones.
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
    /// The token request that is under way, or was the last.
    flight: Option<Flight>,
    /// Rejected credentials, and the time until which they are not used.
    refused: Option<(NoToken, Instant)>,
    /// The tokens that were held last.
    secrets: Redactor,
}

#[derive(Clone)]
struct Flight {
    /// Has the result, once there is one; closed without a result, if whatever should have given it is gone.
    result: watch::Receiver<Option<Result<HeaderValue, NoToken>>>,
    task: AbortHandle,
}

struct Held {
    header: HeaderValue,
    since: Instant,
    /// The time of renewal; `None` if the lifetime is unknown.
    renew: Option<Instant>,
    expires: Option<Instant>,
    /// Whether it came in place of one that was refused, and was not accepted itself yet.
    on_trial: bool,
}

/// The error if there is no token.
#[derive(Clone)]
pub(crate) struct NoToken {
    pub(crate) fault: Fault,
    pub(crate) attempts: u32,
}

/// A token is renewed when a tenth of its life is left, but no more than this before its end.
const MARGIN: Duration = Duration::from_secs(60);

/// The wait after a failed renewal of a token that is still valid.
const PAUSE: Duration = Duration::from_secs(5);

/// The time for which rejected credentials, and a rejected new token, are not used: repeated failed logins lock an
/// account.
const REFUSAL: Duration = Duration::from_secs(30);

impl TokenCell {
    pub(crate) fn new(origin: Origin, setup: Setup) -> Self {
        let place = origin.place();
        let state = Mutex::default();
        Self { inner: Arc::new(Inner { origin, setup, place, state }) }
    }

    /// The source of tokens, for messages.
    pub(crate) fn place(&self) -> Arc<str> {
        self.inner.place.clone()
    }

    /// Whether the tokens come from a source of the caller's own.
    pub(crate) fn is_the_callers(&self) -> bool {
        matches!(self.inner.origin, Origin::Source(_))
    }

    /// The `Authorization` header, if there is a token that is good. `stale` is one that the provider refused.
    pub(crate) fn held(&self, stale: Option<&HeaderValue>) -> Option<HeaderValue> {
        let mut state = self.inner.state();
        let now = Instant::now();
        let header = state.usable(stale, now)?;
        if state.is_due(now) {
            self.inner.fetch(&mut state, stale);
        }
        Some(header)
    }

    /// The same, with a token from where tokens come from if need be.
    pub(crate) async fn obtain(&self, stale: Option<&HeaderValue>) -> Result<HeaderValue, NoToken> {
        if let Some(header) = self.held(stale) {
            return Ok(header);
        }
        let mut result = {
            let mut state = self.inner.state();
            match &state.refused {
                Some((refusal, until)) if Instant::now() < *until => return Err(refusal.clone()),
                _ if state.is_fetching() => {}
                _ => self.inner.fetch(&mut state, stale),
            }
            state.flight.clone().map(|flight| flight.result)
        };
        let done = match &mut result {
            Some(result) => {
                result.wait_for(Option::is_some).await.ok().and_then(|result| result.clone())
            }
            None => None,
        };
        // Without a result its runtime is gone, or the caller's source panicked.
        done.unwrap_or_else(|| {
            let fault = Fault::request("the request for a token was given up");
            Err(NoToken { fault, attempts: 0 })
        })
    }

    /// Whether a new token may do better than this one that was refused. Not if it was just issued in place of another
    /// that was refused: then it is not the token that is wrong.
    pub(crate) fn is_worth_renewing(&self, token: &HeaderValue) -> bool {
        let state = self.inner.state();
        let held = state.held.as_ref().filter(|held| held.header == token);
        !held.is_some_and(|held| held.on_trial && held.since.elapsed() < REFUSAL)
    }

    /// Says that the provider took a token.
    pub(crate) fn accept(&self, token: &HeaderValue) {
        if let Some(held) = self.inner.state().held.as_mut().filter(|held| held.header == token) {
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
    fn usable(&self, stale: Option<&HeaderValue>, now: Instant) -> Option<HeaderValue> {
        let held = self.held.as_ref()?;
        let expired = held.expires.is_some_and(|expires| expires <= now);
        (!expired && Some(&held.header) != stale).then(|| held.header.clone())
    }

    /// Whether the token is due for renewal and no renewal is running.
    fn is_due(&self, now: Instant) -> bool {
        let due = |held: &Held| held.renew.is_some_and(|renew| renew <= now);
        !self.is_fetching() && self.held.as_ref().is_some_and(due)
    }

    fn is_fetching(&self) -> bool {
        // The other end is closed when the task ends, however that is.
        let open = |flight: &Flight| {
            flight.result.borrow().is_none() && flight.result.has_changed().is_ok()
        };
        self.flight.as_ref().is_some_and(open)
    }

    /// Keeps a token, and for a moment the one before: it may still come back in a response that is under way.
    fn hold(&mut self, token: &Fetched, on_trial: bool) {
        let now = Instant::now();
        self.secrets = Redactor::default();
        let before = self.held.as_ref().map(|held| &held.header);
        for header in before.into_iter().chain([&token.header]) {
            let text = header.to_str().unwrap_or_default();
            self.secrets.add(text.strip_prefix("Bearer ").unwrap_or(text));
        }
        let renew = |life: Duration| now.checked_add(life.saturating_sub(MARGIN.min(life / 10)));
        self.refused = None;
        self.held = Some(Held {
            header: token.header.clone(),
            since: now,
            renew: token.lifetime.and_then(renew),
            expires: token.lifetime.and_then(|life| now.checked_add(life)),
            on_trial,
        });
    }

    /// Leaves alone what failed: the credentials if they were refused, and a token that still works.
    fn pause(&mut self, none: &NoToken) {
        let now = Instant::now();
        if let Some(held) = &mut self.held {
            held.renew = held.renew.map(|renew| renew.max(now + PAUSE));
        }
        if none.fault.is_refusal() {
            self.refused = Some((none.clone(), now + REFUSAL));
        }
    }
}

impl Inner {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts a token request.
    fn fetch(self: &Arc<Self>, state: &mut State, stale: Option<&HeaderValue>) {
        let (sender, result) = watch::channel(None);
        let inner = self.clone();
        let mut setup = self.setup.clone();
        if state.usable(stale, Instant::now()).is_some() {
            // There is a token that still works; the next attempt is a pause later.
            setup.limits.attempts = 1;
        }
        let on_trial = stale.is_some();
        let task = async move {
            let mut attempts = 0;
            let result = inner.origin.token(&setup, &inner.place, &mut attempts).await;
            let result = result.map_err(|fault| NoToken { fault, attempts });
            let mut state = inner.state();
            match &result {
                Ok(token) => state.hold(token, on_trial),
                Err(none) => state.pause(none),
            }
            sender.send_replace(Some(result.map(|token| token.header)));
        };
        let task = tokio::spawn(task.in_current_span()).abort_handle();
        state.flight = Some(Flight { result, task });
    }
}

#[cfg(test)]
mod tests;

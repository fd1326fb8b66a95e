//! The rules of retries: which requests, after which wait, and how many.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use http::{HeaderMap, HeaderName, StatusCode, header};

/// The longest wait between two attempts that no server asked for.
const LONGEST: Duration = Duration::from_secs(20);

/// The longest wait before the second attempt. It doubles with each further one.
const FIRST: Duration = Duration::from_millis(250);

/// The same after a 429.
const FIRST_AFTER_429: Duration = Duration::from_secs(1);

/// The longest wait that a server can ask for: what is longer counts as this. No call waits beyond its own time anyway.
pub(crate) const LONGEST_ASKED: Duration = Duration::from_secs(24 * 3600);

/// Whether a request that got this status may do better the next time. 520 to 524 and 529 are those of proxies
/// (Cloudflare) and of overloaded services.
pub(crate) fn is_retryable(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 425 | 429 | 500 | 502 | 503 | 504 | 520..=524 | 529)
}

/// The backoff after so many attempts: exponential, with full jitter, so that clients do not retry together.
pub(crate) fn backoff(attempts: u32) -> Duration {
    step(FIRST, attempts).mul_f64(fastrand::f64())
}

/// The wait after a response with a retryable status: the requested time and some jitter, so that clients do not retry
/// together.
pub(crate) fn wait(
    status: StatusCode,
    headers: &HeaderMap,
    wait_headers: &[&str],
    attempts: u32,
) -> Duration {
    match asked_wait(status, headers, wait_headers) {
        Some(wait) => wait.saturating_add(backoff(1)),
        None if status == StatusCode::TOO_MANY_REQUESTS => {
            step(FIRST_AFTER_429, attempts).mul_f64(0.5 + fastrand::f64() / 2.0)
        }
        None => backoff(attempts),
    }
}

fn step(first: Duration, attempts: u32) -> Duration {
    let factor = 1_u32.checked_shl(attempts.saturating_sub(1)).unwrap_or(u32::MAX);
    first.saturating_mul(factor).min(LONGEST)
}

/// The wait that a response requests: `Retry-After` as seconds or as a date; with 429, also the provider's own headers.
/// An invalid value counts as absent.
pub(crate) fn asked_wait(
    status: StatusCode,
    headers: &HeaderMap,
    wait_headers: &[&str],
) -> Option<Duration> {
    if !is_retryable(status) {
        return None;
    }
    let text = |name: &HeaderName| headers.get(name)?.to_str().ok().map(str::trim);
    let retry_after = text(&header::RETRY_AFTER).and_then(|value| {
        seconds(value).or_else(|| {
            let until = httpdate::parse_http_date(value).ok()?;
            // The provider's own clock, where it shows it: ours may differ.
            let now = text(&header::DATE).and_then(|date| httpdate::parse_http_date(date).ok());
            Some(until.duration_since(now.unwrap_or_else(SystemTime::now)).unwrap_or_default())
        })
    });
    let own = || {
        let names = wait_headers.iter();
        names
            .filter(|_| status == StatusCode::TOO_MANY_REQUESTS)
            .find_map(|name| seconds(headers.get(*name)?.to_str().ok()?.trim()))
    };
    retry_after.or_else(own).map(|wait| wait.min(LONGEST_ASKED))
}

/// A number of seconds, rounded up. One too large for a number is still a number.
fn seconds(text: &str) -> Option<Duration> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let seconds = text.parse::<f64>().ok().filter(|_| digits)?;
    // A cast saturates.
    Some(Duration::from_secs(seconds.ceil() as u64))
}

/// The retry budget of a client. Each retry takes one from it, and each successful call returns a part of one. So a
/// short failure is retried, and an outage does not multiply the load.
#[derive(Debug)]
pub(crate) struct Budget {
    /// In parts of a retry.
    left: AtomicU32,
    most: u32,
}

/// So many calls that go well pay for one retry.
const PARTS: u32 = 5;

/// The initial and maximum budget.
pub(crate) const RETRIES: u32 = 100;

impl Budget {
    pub(crate) fn new(retries: u32) -> Self {
        let most = retries.saturating_mul(PARTS);
        Self { left: AtomicU32::new(most), most }
    }

    /// Takes a retry, if there is one left.
    pub(crate) fn take(&self) -> bool {
        let take = |left: u32| left.checked_sub(PARTS);
        self.left.fetch_update(Ordering::AcqRel, Ordering::Acquire, take).is_ok()
    }

    /// Gives a part of a retry back.
    pub(crate) fn earn(&self) {
        if self.left.load(Ordering::Acquire) < self.most {
            let earn = |left: u32| (left < self.most).then(|| left + 1);
            // Nothing to do if it is full by now.
            let _ = self.left.fetch_update(Ordering::AcqRel, Ordering::Acquire, earn);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_at(status: u16, headers: &[(&'static str, &str)], expected: Option<u64>) {
        let headers = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
            .collect();
        let status = StatusCode::from_u16(status).unwrap();
        let wait = asked_wait(status, &headers, &["x-ratelimit-period"]);
        assert_eq!(wait, expected.map(Duration::from_secs), "{headers:?}");
    }

    #[track_caller]
    fn check(headers: &[(&'static str, &str)], expected: Option<u64>) {
        check_at(429, headers, expected);
    }

    #[test]
    fn a_wait_is_read_in_each_of_its_forms() {
        let date = ("date", "Wed, 21 Oct 2015 07:28:00 GMT");
        let day = LONGEST_ASKED.as_secs();
        check(&[], None);
        check(&[("retry-after", "120")], Some(120));
        check(&[("retry-after", " 0 ")], Some(0));
        check(&[("retry-after", "99999999999999999999999")], Some(day));
        check(&[("retry-after", "99999999")], Some(day));
        check(&[("retry-after", "2.0")], Some(2));
        check(&[("retry-after", "1.5")], Some(2));
        check(&[("retry-after", "0.001")], Some(1));
        for odd in ["soon", "-5", "-0.5", "", ".", "1.2.3", "1e3", "inf", "NaN", "+1"] {
            check(&[("retry-after", odd)], None);
        }
        check(&[date, ("retry-after", "Wed, 21 Oct 2015 07:28:30 GMT")], Some(30));
        check(&[date, ("retry-after", "Wednesday, 21-Oct-15 07:29:00 GMT")], Some(60));
        check(&[date, ("retry-after", "Wed Oct 21 07:29:00 2015")], Some(60));
        check(&[date, ("retry-after", "Wed, 21 Oct 2015 07:27:00 GMT")], Some(0));
        check(&[date, ("retry-after", "Fri, 31 Dec 9999 23:59:59 GMT")], Some(day));
        check(&[("retry-after", "Wed, 21 Oct 2015 07:28:30 GMT")], Some(0));
        check(&[("x-ratelimit-period", "60")], Some(60));
        check(&[("retry-after", "7"), ("x-ratelimit-period", "60")], Some(7));
        check(&[("retry-after", "soon"), ("x-ratelimit-period", "60")], Some(60));
        check(&[("x-ratelimit-period", "a while")], None);
    }

    #[test]
    fn a_header_of_the_provider_counts_with_429_only() {
        check_at(503, &[("x-ratelimit-period", "60")], None);
        check_at(503, &[("retry-after", "7")], Some(7));
        check_at(404, &[("retry-after", "7")], None);
        check_at(200, &[("x-ratelimit-period", "60")], None);
    }

    #[test]
    fn statuses_that_may_pass() {
        let all = (100..=599).filter(|status| is_retryable(StatusCode::from_u16(*status).unwrap()));
        assert_eq!(
            all.collect::<Vec<_>>(),
            [408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529]
        );
    }

    #[test]
    fn backoff_grows_to_its_limit_and_no_further() {
        for (attempts, longest) in
            [(1, FIRST), (2, FIRST * 2), (4, FIRST * 8), (40, LONGEST), (u32::MAX, LONGEST)]
        {
            let waits: Vec<_> = (0..1000).map(|_| backoff(attempts)).collect();
            assert!(waits.iter().all(|wait| *wait <= longest), "{attempts}");
            assert!(
                waits.iter().any(|wait| *wait > longest / 2)
                    && waits.iter().any(|wait| *wait < longest / 2)
            );
        }
    }

    #[test]
    fn a_429_without_a_wait_waits_at_least_half_a_step() {
        let none = HeaderMap::new();
        for (attempts, step) in [(1, 1), (2, 2), (3, 4), (40, 20)] {
            let step = Duration::from_secs(step);
            for _ in 0..1000 {
                let wait = wait(StatusCode::TOO_MANY_REQUESTS, &none, &[], attempts);
                assert!(wait >= step / 2 && wait <= step, "{attempts}: {wait:?}");
            }
        }
    }

    #[test]
    fn a_budget_ends_and_is_earned_back() {
        let budget = Budget::new(2);
        assert!(budget.take() && budget.take() && !budget.take());
        (0..PARTS).for_each(|_| budget.earn());
        assert!(budget.take() && !budget.take());
        (0..100).for_each(|_| budget.earn());
        assert!(budget.take() && budget.take() && !budget.take());
        assert!(!Budget::new(0).take());
        let endless = Budget::new(u32::MAX);
        endless.earn();
        assert!((0..1000).all(|_| endless.take()));
    }
}

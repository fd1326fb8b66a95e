//! Which answers are asked for again, and after how long.

use std::time::{Duration, SystemTime};

use http::{HeaderMap, HeaderName, StatusCode, header};

/// The longest wait between two attempts that nobody asked for.
const LONGEST: Duration = Duration::from_secs(20);

/// The longest wait before the second attempt. It doubles with each further one.
const FIRST: Duration = Duration::from_millis(250);

/// Whether a request that was answered with this status may be answered better the next time.
pub(crate) fn is_retryable(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504)
}

/// How long to wait after so many attempts: exponential, with full jitter, so that clients that failed together do not
/// come back together.
pub(crate) fn backoff(attempts: u32) -> Duration {
    let factor = 1_u32
        .checked_shl(attempts.saturating_sub(1))
        .unwrap_or(u32::MAX);
    FIRST
        .saturating_mul(factor)
        .min(LONGEST)
        .mul_f64(fastrand::f64())
}

/// How long an answer asks to wait: `Retry-After` as seconds or as a date, or one of the provider's own headers.
/// What cannot be read counts as not there.
pub(crate) fn asked_wait(headers: &HeaderMap, wait_headers: &[&str]) -> Option<Duration> {
    let text = |name: &HeaderName| headers.get(name)?.to_str().ok().map(str::trim);
    let retry_after = text(&header::RETRY_AFTER).and_then(|value| {
        seconds(value).or_else(|| {
            let until = httpdate::parse_http_date(value).ok()?;
            // The provider's own clock, where it shows it: ours may differ.
            let now = text(&header::DATE).and_then(|date| httpdate::parse_http_date(date).ok());
            Some(
                until
                    .duration_since(now.unwrap_or_else(SystemTime::now))
                    .unwrap_or_default(),
            )
        })
    });
    retry_after.or_else(|| {
        wait_headers
            .iter()
            .find_map(|name| seconds(headers.get(*name)?.to_str().ok()?.trim()))
    })
}

/// A whole number of seconds. One too large for a number is still a number.
fn seconds(text: &str) -> Option<Duration> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| Duration::from_secs(text.parse().unwrap_or(u64::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(headers: &[(&'static str, &str)], expected: Option<u64>) {
        let headers = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
            .collect();
        let wait = asked_wait(&headers, &["x-ratelimit-period"]);
        assert_eq!(wait, expected.map(Duration::from_secs));
    }

    #[test]
    fn a_wait_is_read_in_each_of_its_forms() {
        let date = ("date", "Wed, 21 Oct 2015 07:28:00 GMT");
        check(&[], None);
        check(&[("retry-after", "120")], Some(120));
        check(&[("retry-after", " 0 ")], Some(0));
        check(
            &[("retry-after", "99999999999999999999999")],
            Some(u64::MAX),
        );
        check(&[("retry-after", "soon")], None);
        check(&[("retry-after", "-5")], None);
        check(&[("retry-after", "1.5")], None);
        check(&[("retry-after", "")], None);
        check(
            &[date, ("retry-after", "Wed, 21 Oct 2015 07:28:30 GMT")],
            Some(30),
        );
        check(
            &[date, ("retry-after", "Wednesday, 21-Oct-15 07:29:00 GMT")],
            Some(60),
        );
        check(
            &[date, ("retry-after", "Wed Oct 21 07:29:00 2015")],
            Some(60),
        );
        check(
            &[date, ("retry-after", "Wed, 21 Oct 2015 07:27:00 GMT")],
            Some(0),
        );
        check(&[("retry-after", "Wed, 21 Oct 2015 07:28:30 GMT")], Some(0));
        check(&[("x-ratelimit-period", "60")], Some(60));
        check(
            &[("retry-after", "7"), ("x-ratelimit-period", "60")],
            Some(7),
        );
        check(
            &[("retry-after", "soon"), ("x-ratelimit-period", "60")],
            Some(60),
        );
        check(&[("x-ratelimit-period", "a while")], None);
    }

    #[test]
    fn backoff_grows_to_its_limit_and_no_further() {
        for (attempts, longest) in [
            (1, FIRST),
            (2, FIRST * 2),
            (4, FIRST * 8),
            (40, LONGEST),
            (u32::MAX, LONGEST),
        ] {
            let waits: Vec<_> = (0..1000).map(|_| backoff(attempts)).collect();
            assert!(waits.iter().all(|wait| *wait <= longest), "{attempts}");
            assert!(
                waits.iter().any(|wait| *wait > longest / 2)
                    && waits.iter().any(|wait| *wait < longest / 2)
            );
        }
    }
}

//! Base URLs, paths and where redirects may lead.

use std::borrow::Cow;
use std::net::IpAddr;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::Url;

use crate::request::config::ConfigError;

/// RFC 3986, section 2.3: what is not escaped.
pub(crate) const RESERVED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The maximum number of redirects.
pub(crate) const REDIRECTS: usize = 10;

/// Text, escaped for any part of a URL.
pub(crate) fn escape(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// A URL that requests can be sent to; `what` names it in the error. The error does not show the URL, which may hold a
/// password.
pub(crate) fn parse_url(what: &str, text: &str) -> Result<Url, ConfigError> {
    let wrong = |problem: &str| {
        Err(ConfigError::new(format!(
            "the {what} {problem}; it should look like https://api.example.com"
        )))
    };
    let Ok(url) = Url::parse(text.trim()) else {
        return wrong("cannot be read");
    };
    if !matches!(url.scheme(), "http" | "https") {
        return wrong("begins with neither https:// nor http://");
    }
    if url.host_str().is_none_or(str::is_empty) {
        return wrong("has no host");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return wrong("holds a user name or a password, which belong in the credentials");
    }
    if url.query().is_some() || url.fragment().is_some() {
        return wrong("holds a query or a fragment");
    }
    Ok(url)
}

/// Host and path of a URL, for messages: `api.example.com/oauth2/token`.
pub(crate) fn place(url: &Url) -> String {
    let text = url.as_str();
    let start = text.find("://").map_or(0, |at| at + 3);
    text.get(start..).unwrap_or_default().trim_end_matches('/').to_owned()
}

/// Whether a URL leads to this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// The URL of a `Location`, if it has the scheme, host and port of `from`, so that credentials may be sent there.
pub(crate) fn redirect(from: &Url, location: &str) -> Option<Url> {
    let mut to = from.join(location).ok()?;
    to.set_fragment(None);
    let stays = from.origin() == to.origin() && to.username().is_empty() && to.password().is_none();
    stays.then_some(to)
}

/// Writes a value as one segment of a path: everything is escaped but letters, digits, `-`, `.`, `_` and `~`.
///
/// An empty segment, `.` and `..` cannot be escaped (a URL parser takes `%2e%2e` for `..` as well): the call that is
/// made with one of them fails before anything is sent.
#[doc(hidden)]
#[must_use]
pub fn encode_path(text: &str) -> Cow<'_, str> {
    utf8_percent_encode(text, RESERVED).into()
}

/// The problem of a path that does not fit its template: an argument is empty or a dot segment.
///
/// By bytes, since every call comes by here: that takes a third of what searching in text does.
pub(crate) fn misfit(template: &str, path: &str) -> Option<String> {
    let slash = |&byte: &u8| byte == b'/';
    let mut segments = path.as_bytes().split(slash);
    for part in template.as_bytes().split(slash) {
        let segment = segments.next().unwrap_or_default();
        let Some(start) = part.iter().position(|&byte| byte == b'{') else {
            continue;
        };
        let end = part.iter().rposition(|&byte| byte == b'}');
        let after = end.map_or(0, |end| part.len() - end - 1);
        let name = || {
            let rest = part.get(start + 1..).unwrap_or_default();
            let name = rest.split(|&byte| byte == b'}').next().unwrap_or_default();
            String::from_utf8_lossy(name)
        };
        if segment.len() <= start + after {
            return Some(format!("{} is empty; give an id", name()));
        }
        if let b"." | b".." = segment {
            return Some(format!(
                "{} is {:?}, which would lead to another path; give an id",
                name(),
                String::from_utf8_lossy(segment)
            ));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_path(id: &str, expected: Result<&str, &str>) {
        let template = "/accounts/{id}/x";
        let path = format!("/accounts/{}/x", encode_path(id));
        let parsed = Url::parse(&format!("https://h.example/base{path}")).unwrap();
        match (misfit(template, &path), expected) {
            (None, Ok(expected)) => {
                assert_eq!(parsed.path(), format!("/base/accounts/{expected}/x"))
            }
            (Some(problem), Err(expected)) => assert_eq!(problem, expected),
            (problem, _) => panic!("{id:?}: {problem:?} {parsed}"),
        }
    }

    #[test]
    fn a_path_argument_stays_one_segment() {
        check_path("5b1f", Ok("5b1f"));
        check_path("a-b.c_d~e", Ok("a-b.c_d~e"));
        check_path("a/b", Ok("a%2Fb"));
        check_path("a\\b", Ok("a%5Cb"));
        check_path("../..", Ok("..%2F.."));
        check_path("...", Ok("..."));
        check_path("?a=b#c", Ok("%3Fa%3Db%23c"));
        check_path("%2e%2e", Ok("%252e%252e"));
        check_path("a b\t\r\n\0", Ok("a%20b%09%0D%0A%00"));
        check_path("é", Ok("%C3%A9"));
        check_path("", Err("id is empty; give an id"));
        check_path(".", Err("id is \".\", which would lead to another path; give an id"));
        check_path("..", Err("id is \"..\", which would lead to another path; give an id"));
    }

    #[test]
    fn a_suffix_makes_dots_harmless_but_not_emptiness() {
        let template = "/accounts/{id}.json";
        assert_eq!(misfit(template, "/accounts/7.json"), None);
        assert_eq!(misfit(template, "/accounts/...json"), None);
        assert_eq!(misfit(template, "/accounts/.json").as_deref(), Some("id is empty; give an id"));
    }

    #[track_caller]
    fn check_redirect(from: &str, location: &str, expected: Option<&str>) {
        let found = redirect(&Url::parse(from).unwrap(), location);
        assert_eq!(found.as_ref().map(Url::as_str), expected, "{from} {location}");
    }

    #[test]
    fn redirects_stay_where_the_credentials_belong() {
        check_redirect("https://a.example/1", "/2", Some("https://a.example/2"));
        check_redirect("https://a.example/1", "/2?x=1#y", Some("https://a.example/2?x=1"));
        check_redirect(
            "https://a.example/1",
            "https://a.example:443/2",
            Some("https://a.example/2"),
        );
        check_redirect(
            "http://a.example:8080/1",
            "//a.example:8080/2",
            Some("http://a.example:8080/2"),
        );
        check_redirect("http://a.example/1", "https://a.example/2", None);
        check_redirect("https://a.example/1", "http://a.example/2", None);
        check_redirect("https://a.example/1", "https://b.example/2", None);
        check_redirect("https://a.example/1", "https://sub.a.example/2", None);
        check_redirect("https://a.example/1", "https://a.example:8443/2", None);
        check_redirect("https://a.example/1", "https://me:hush@a.example/2", None);
        check_redirect("https://a.example/1", "ftp://a.example/2", None);
        check_redirect("https://a.example/1", "http://[", None);
    }
}

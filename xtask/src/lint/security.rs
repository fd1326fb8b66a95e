//! How to sign in: the schemes, which of them are used, and the words that they ask for.

use std::collections::{BTreeMap, BTreeSet};

use super::{Node, Report};
use crate::names;

/// Checks the security schemes, and the requirement at the top that lists them.
pub fn check(document: &Node<'_>, report: &mut Report) {
    let schemes: Vec<(&str, Node<'_>)> = schemes(document).collect();
    let listed = document.items_of("security").next().is_some();
    let used = requirements(document, &schemes, report);
    let mut asked: BTreeMap<&str, &str> = BTreeMap::new();
    let mut methods: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, scheme) in &schemes {
        if listed && !used.contains(name) {
            report.add(
                &scheme.at,
                "no requirement under `security` uses this scheme; list it there, or remove it",
            );
        }
        halves(scheme, report);
        header_name(scheme, report);
        let Some((method, words)) = asks_for(scheme) else {
            continue;
        };
        if let Some(other) = methods.insert(method, name) {
            report.add(
                &scheme.at,
                format!("`{other}` signs in the same way; keep one of them"),
            );
            continue;
        }
        for word in words {
            if let Some(other) = asked.insert(word, name)
                && other != *name
            {
                report.add(&scheme.at, format!("`{other}` asks for a `{word}` as well, and the environment has one variable for it; keep one of them"));
            }
        }
    }
}

/// The security schemes by name.
pub fn schemes<'a>(document: &Node<'a>) -> impl Iterator<Item = (&'a str, Node<'a>)> {
    document
        .get("components")
        .into_iter()
        .flat_map(|c| c.members_of("securitySchemes"))
}

/// Checks `security`; the schemes that it names.
fn requirements<'a>(
    document: &Node<'a>,
    schemes: &[(&str, Node<'_>)],
    report: &mut Report,
) -> BTreeSet<&'a str> {
    let mut used = BTreeSet::new();
    if let Some(security) = document.get("security")
        && security.value.as_array().is_some_and(Vec::is_empty)
    {
        report.add(
            &security.at,
            "no way to sign in; list the security schemes, the preferred one first",
        );
    }
    for requirement in document.items_of("security") {
        if requirement.value.as_object().is_some_and(|r| r.len() != 1) {
            report.add(
                &requirement.at,
                "a requirement names one scheme; write one item for each way to sign in",
            );
        }
        for (name, scopes) in requirement.members() {
            if schemes.iter().all(|(n, _)| *n != name) {
                report.add(&scopes.at, format!("there is no security scheme `{name}`; correct the name, or describe it under components.securitySchemes"));
            }
            if scopes.value.as_array().is_some_and(|s| !s.is_empty()) {
                report.add(&scopes.at, "nothing sends scopes; write `[]`");
            }
            if !used.insert(name) {
                report.add(&scopes.at, "this scheme is here twice; keep one");
            }
        }
    }
    used
}

/// How a client is given a scheme's credentials, and by which words.
fn asks_for<'a>(scheme: &Node<'a>) -> Option<(&'static str, Vec<&'a str>)> {
    Some(match (scheme.text("type")?, scheme.text("scheme")) {
        ("http", Some("basic")) => (
            "basic",
            vec![
                scheme.text("x-username").unwrap_or("username"),
                scheme.text("x-password").unwrap_or("password"),
            ],
        ),
        ("http", Some("bearer")) if scheme.get("x-login").is_some() => {
            ("login", vec!["username", "password"])
        }
        ("http", Some("bearer")) => ("token", vec!["token"]),
        ("apiKey", _) => ("api_key", vec![scheme.text("name")?]),
        ("oauth2", _) => ("client_credentials", vec!["client_id", "client_secret"]),
        _ => return None,
    })
}

/// The provider's words for the halves of HTTP basic.
fn halves(scheme: &Node<'_>, report: &mut Report) {
    for half in ["x-username", "x-password"]
        .iter()
        .filter_map(|key| scheme.get(key))
    {
        if half
            .value
            .as_str()
            .is_some_and(|word| word != names::field(word) || !word.is_ascii())
        {
            report.add(
                &half.at,
                "the word names a variable; write it in snake_case: `client_id`",
            );
        }
    }
    if let (Some(username), Some(password)) = (scheme.text("x-username"), scheme.text("x-password"))
        && username == password
    {
        report.add(&scheme.at, "one word for both halves; write two");
    }
}

fn header_name(scheme: &Node<'_>, report: &mut Report) {
    if let (Some("header"), Some(name)) = (scheme.text("in"), scheme.get("name"))
        && name.value.as_str().is_some_and(|n| !is_header_name(n))
    {
        report.add(
            &name.at,
            "no name for a header; write letters, digits and `-`",
        );
    }
}

/// A token of RFC 9110, section 5.6.2.
pub fn is_header_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{check, check_scheme};

    #[test]
    fn requirements() {
        check(
            "security:\n  - oauth2: []\n  - token: []\n",
            "security: []\n",
            &["/security: no way to sign in; list the security schemes, the preferred one first"],
        );
        check(
            "security:\n  - oauth2: []\n  - token: []\n",
            "security:\n  - oauth2: []\n    token: []\n",
            &[
                "/security/0: a requirement names one scheme; write one item for each way to sign in",
            ],
        );
        check(
            "security:\n  - oauth2: []\n  - token: []\n",
            "security:\n  - {}\n  - oauth2: []\n  - token: []\n",
            &[
                "/security/0: a requirement names one scheme; write one item for each way to sign in",
            ],
        );
        check(
            "security:\n  - oauth2: []\n  - token: []\n",
            "security:\n  - oauth2: []\n",
            &[
                "/components/securitySchemes/token: no requirement under `security` uses this scheme; list it there, or remove it",
            ],
        );
        check(
            "security:\n  - oauth2: []\n  - token: []\n",
            "security:\n  - oauth2: []\n  - token: []\n  - tokn: []\n",
            &[
                "/security/2/tokn: there is no security scheme `tokn`; correct the name, or describe it under components.securitySchemes",
            ],
        );
        check(
            "security:\n  - oauth2: []\n  - token: []\n",
            "security:\n  - oauth2: []\n  - token: []\n  - token: []\n",
            &["/security/2/token: this scheme is here twice; keep one"],
        );
        check(
            "  - oauth2: []\n",
            "  - oauth2: [read]\n",
            &["/security/0/oauth2: nothing sends scopes; write `[]`"],
        );
    }

    #[test]
    fn schemes_that_meet() {
        check_scheme(
            "type: oauth2\nflows: {clientCredentials: {tokenUrl: /token2, scopes: {}}}",
            &[": `oauth2` signs in the same way; keep one of them"],
        );
        check_scheme(
            "type: http\nscheme: basic\nx-username: client_id\nx-password: client_key",
            &[
                ": `oauth2` asks for a `client_id` as well, and the environment has one variable for it; keep one of them",
            ],
        );
        check_scheme("type: apiKey\nin: header\nname: X-Key", &[]);
    }

    #[test]
    fn names() {
        check_scheme(
            "type: http\nscheme: basic\nx-username: User-Name\nx-password: key",
            &["/x-username: the word names a variable; write it in snake_case: `client_id`"],
        );
        check_scheme(
            "type: http\nscheme: basic\nx-username: key\nx-password: key",
            &[": one word for both halves; write two"],
        );
        check_scheme(
            "type: apiKey\nin: header\nname: X Key",
            &["/name: no name for a header; write letters, digits and `-`"],
        );
    }
}

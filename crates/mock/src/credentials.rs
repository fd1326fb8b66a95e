//! Checks the credentials of requests by the spec, and responds to token requests.

use axum::http::header::{
    AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, HeaderMap, HeaderValue, WWW_AUTHENTICATE,
};
use axum::http::request::Parts;
use axum::http::{Response, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bindery_runtime::{Provider, Scheme, TokenBody, TokenCredentials, TokenRequest};
use serde_json::{Map, Value, json};

use crate::answer::{Answer, json_body, problem};

/// Whether the request has the credentials of one of the operation's schemes, with any value, or it takes none.
pub(crate) fn sent(schemes: &[Scheme], request: &Parts) -> bool {
    schemes.is_empty() || schemes.iter().any(|scheme| carries(request, scheme))
}

fn carries(request: &Parts, scheme: &Scheme) -> bool {
    match scheme {
        Scheme::Basic { .. } => carries_basic(request),
        Scheme::Bearer | Scheme::ClientCredentials(_) | Scheme::Login(_) => {
            authorization(&request.headers, "bearer").is_some()
        }
        Scheme::ApiKeyQuery { name, .. } => {
            form_urlencoded::parse(request.uri.query().unwrap_or_default().as_bytes())
                .any(|(key, value)| key == *name && !value.is_empty())
        }
        Scheme::ApiKeyHeader { name, .. } => {
            request.headers.get(*name).is_some_and(|value| !value.is_empty())
        }
        Scheme::All(schemes) => schemes.iter().all(|scheme| carries(request, scheme)),
        _ => false,
    }
}

/// Whether the request has a user name and a password by HTTP basic.
fn carries_basic(request: &Parts) -> bool {
    let pair = authorization(&request.headers, "basic").and_then(|pair| STANDARD.decode(pair).ok());
    let colon = pair.as_ref().and_then(|pair| pair.iter().position(|&b| b == b':'));
    colon.zip(pair).is_some_and(|(user, pair)| user > 0 && user + 1 < pair.len())
}

/// The text after the scheme in the `Authorization` header, if it is not empty.
fn authorization<'a>(headers: &'a HeaderMap, scheme: &str) -> Option<&'a str> {
    let (name, rest) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let rest = rest.trim();
    (name.eq_ignore_ascii_case(scheme) && !rest.is_empty()).then_some(rest)
}

/// The header `WWW-Authenticate` of a 401 (RFC 9110, section 11.6.1); none for API keys, which have no such scheme.
pub(crate) fn challenge(schemes: &[Scheme], headers: &mut HeaderMap) {
    let mut schemes: Vec<_> = schemes
        .iter()
        .flat_map(Scheme::parts)
        .filter_map(|scheme| match scheme {
            Scheme::Basic { .. } => Some("Basic realm=\"mock\""),
            Scheme::Bearer | Scheme::ClientCredentials(_) | Scheme::Login(_) => {
                Some("Bearer realm=\"mock\"")
            }
            _ => None,
        })
        .collect();
    schemes.dedup();
    for scheme in schemes {
        headers.append(WWW_AUTHENTICATE, HeaderValue::from_static(scheme));
    }
}

/// The scheme whose token URL is this path below the base URL.
pub(crate) fn exchange(provider: &Provider, path: &str) -> Option<&'static Scheme> {
    provider.schemes().into_iter().flat_map(Scheme::parts).find(|scheme| match scheme {
        Scheme::ClientCredentials(request) | Scheme::Login(request) => path_of(request.url) == path,
        _ => false,
    })
}

/// The path of a token URL, which a client requests below a base URL on this machine.
fn path_of(url: &str) -> &str {
    let after = url.split_once("://").map(|(_, rest)| rest);
    after.map_or(url, |rest| rest.find('/').map_or("/", |start| &rest[start..]))
}

/// Returns a made-up token, at the JSON pointer of the spec.
pub(crate) fn token(scheme: &Scheme, request: &Parts, body: &[u8]) -> Answer {
    let (Scheme::ClientCredentials(exchange) | Scheme::Login(exchange)) = scheme else {
        return problem(StatusCode::NOT_FOUND, "this scheme has no token requests".into());
    };
    let sent = match read(exchange, request, body) {
        Ok(sent) => sent,
        Err(why) => return refused("invalid_request", why),
    };
    let missing = |word: &&str| sent.get(*word).and_then(Value::as_str).is_none_or(str::is_empty);
    if exchange.credentials == TokenCredentials::Basic {
        if !carries_basic(request) {
            return refused("invalid_client", "the token request has no HTTP basic".into());
        }
    } else if let Some(word) = scheme.words().into_iter().find(missing) {
        return refused("invalid_request", format!("the token request has no {word}"));
    }
    let mut answer = Value::Null;
    if matches!(scheme, Scheme::ClientCredentials(_)) {
        match sent.get("grant_type").and_then(Value::as_str) {
            Some("client_credentials") => {
                answer = json!({"token_type": "Bearer", "expires_in": 3600})
            }
            Some(_) => {
                return refused(
                    "unsupported_grant_type",
                    "the token request's grant_type is not client_credentials".into(),
                );
            }
            None => {
                return refused("invalid_request", "the token request has no grant_type".into());
            }
        }
    }
    put(&mut answer, exchange.token, "mock-token".into());
    let mut response = json_body(StatusCode::OK, &answer);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Answer::new(response, None)
}

/// The fields of a token request, if its body is in the documented form.
fn read(
    exchange: &TokenRequest,
    request: &Parts,
    body: &[u8],
) -> Result<Map<String, Value>, String> {
    let documented = match exchange.body {
        TokenBody::Json => "application/json",
        _ => "application/x-www-form-urlencoded",
    };
    let content_type =
        request.headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case(documented) {
        return Err(format!("the token request's body is not {documented}"));
    }
    match exchange.body {
        TokenBody::Json => serde_json::from_slice(body)
            .map_err(|_| "the token request's body is not a JSON object".into()),
        _ => Ok(form_urlencoded::parse(body)
            .map(|(k, v)| (k.into_owned(), v.into_owned().into()))
            .collect()),
    }
}

/// An error in the form of OAuth 2.0 (RFC 6749, section 5.2).
fn refused(code: &str, why: String) -> Answer {
    let response: Response<_> =
        json_body(StatusCode::BAD_REQUEST, &json!({"error": code, "error_description": why}));
    Answer::new(response, Some(why))
}

/// Sets the value at a JSON pointer, and creates the objects of its path.
fn put(root: &mut Value, pointer: &str, value: Value) {
    let mut place = root;
    for name in pointer.split('/').skip(1) {
        if !place.is_object() {
            *place = json!({});
        }
        place = &mut place[name.replace("~1", "/").replace("~0", "~")];
    }
    *place = value;
}

//! The response to a request: finds the operation, checks the credentials, selects the sample. No I/O.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::header::{ACCEPT, ALLOW, CONTENT_TYPE, HeaderName, HeaderValue};
use axum::http::request::Parts;
use axum::http::{Response, StatusCode};
use bindery_runtime::Value as Json;
use bindery_runtime::erased::{Endpoint, Entry, Sample};
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use crate::script::{Body, Call, Ending, Reply, Script};
use crate::{accept, credentials};

/// A response, and the reason if it is not the requested sample.
pub(crate) struct Answer {
    pub(crate) response: Response<Bytes>,
    pub(crate) problem: Option<String>,
    /// The delay before it is sent.
    pub(crate) delay: Duration,
    pub(crate) ending: Ending,
}

impl Answer {
    pub(crate) fn new(response: Response<Bytes>, problem: Option<String>) -> Self {
        Self { response, problem, delay: Duration::ZERO, ending: Ending::Whole }
    }
}

/// The operations that are served, such as `GET /sakari/v1/accounts/{accountId}`, and the cases for `/sakari.CASE`.
pub fn operations(entries: &[Entry]) -> impl Iterator<Item = (String, Vec<&'static str>)> {
    entries.iter().flat_map(|entry| {
        entry.endpoints.iter().map(|endpoint| {
            let line = format!(
                "{} /{}{}",
                endpoint.operation.method, entry.provider.name, endpoint.operation.path
            );
            (line, cases(endpoint))
        })
    })
}

/// Returns the response to a request.
pub(crate) fn answer(entries: &[Entry], script: &Script, request: &Parts, body: &[u8]) -> Answer {
    let Some((entry, wanted, path)) = locate(entries, request.uri.path()) else {
        return nothing_here(entries);
    };
    if let Some(scheme) = credentials::exchange(entry.provider, path) {
        return if request.method == "POST" {
            credentials::token(scheme, request, body)
        } else {
            wrong_method("POST")
        };
    }
    // A literal path has precedence over one with parameters, as in OpenAPI.
    let mut fitting: Vec<_> = entry
        .endpoints
        .iter()
        .filter(|endpoint| captures(endpoint.operation.path, path).is_some())
        .collect();
    fitting.sort_by_key(|endpoint| generality(endpoint.operation.path));
    let best = fitting.first().map(|endpoint| generality(endpoint.operation.path));
    fitting.retain(|endpoint| Some(generality(endpoint.operation.path)) == best);
    if fitting.is_empty() {
        return nothing_here(entries);
    }
    let Some(endpoint) =
        fitting.iter().find(|endpoint| request.method == endpoint.operation.method)
    else {
        return wrong_method(
            &fitting
                .iter()
                .map(|endpoint| endpoint.operation.method)
                .collect::<Vec<_>>()
                .join(", "),
        );
    };
    if !credentials::sent(entry.provider.security_of(endpoint.operation), request) {
        return no_credentials(entry, endpoint);
    }
    let arguments = captures(endpoint.operation.path, path).unwrap_or_default();
    let decoded = |argument: &&str| percent_decode_str(argument).decode_utf8_lossy().into_owned();
    let query = form_urlencoded::parse(request.uri.query().unwrap_or_default().as_bytes());
    let mut call = Call {
        operation: endpoint.operation.id,
        method: request.method.to_string(),
        path: path.to_owned(),
        arguments: arguments.iter().map(decoded).collect(),
        query: query.into_owned().collect(),
        headers: request.headers.clone(),
        body: Bytes::copy_from_slice(body),
        status: 0,
    };
    let mut answer = match script.next(&call) {
        Some(reply) => scripted(endpoint, wanted, reply, request),
        None => page(endpoint, &call.query, sample(endpoint, wanted, request)),
    };
    call.status = answer.response.status().as_u16();
    let examples = endpoint.headers_of(call.status).filter(|_| answer.problem.is_none());
    for (name, value) in examples {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(value)) {
            answer.response.headers_mut().entry(name).or_insert(value);
        }
    }
    script.record(call);
    answer
}

/// The response that a test configured.
fn scripted(endpoint: &Endpoint, wanted: Option<&str>, reply: Reply, request: &Parts) -> Answer {
    let mut answer = match &reply.body {
        Body::Sample(case) => sample(endpoint, case.as_deref().or(wanted), request),
        Body::Raw { media_type, bytes } => {
            let mut response = Response::new(Bytes::from(bytes.clone()));
            if let Ok(media_type) = HeaderValue::from_str(media_type)
                && !media_type.is_empty()
            {
                response.headers_mut().insert(CONTENT_TYPE, media_type);
            }
            Answer::new(response, None)
        }
        Body::Typed { json, xml } => {
            let offers = endpoint.operation.media_types.iter().copied();
            let offers = offers.filter(|media_type| !is_xml(media_type) || xml.is_some());
            match (accept::choose(accepted(request).as_deref(), offers), xml) {
                (Some(media_type), Some(xml)) if is_xml(media_type) => {
                    Answer::new(response(StatusCode::OK, media_type, xml.clone().into()), None)
                }
                (media_type, _) => {
                    let media_type = media_type.unwrap_or("application/json");
                    // Text stands as it is, a string in JSON in quotes.
                    let text = serde_json::from_str::<String>(json).ok();
                    let text = text.filter(|_| !media_type.ends_with("json"));
                    let body = text.unwrap_or_else(|| json.clone());
                    Answer::new(response(StatusCode::OK, media_type, body.into()), None)
                }
            }
        }
    };
    if let Some(status) = reply.status.and_then(|s| StatusCode::from_u16(s).ok()) {
        *answer.response.status_mut() = status;
    }
    for (name, value) in &reply.headers {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), value.parse()) {
            answer.response.headers_mut().insert(name, value);
        }
    }
    Answer { delay: reply.delay, ending: reply.ending, ..answer }
}

/// A problem with the request itself (RFC 9457).
pub(crate) fn problem(status: StatusCode, detail: String) -> Answer {
    let body =
        json!({"title": status.canonical_reason(), "status": status.as_u16(), "detail": detail});
    let mut response = json_body(status, &body);
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    Answer::new(response, Some(detail))
}

pub(crate) fn json_body(status: StatusCode, body: &Value) -> Response<Bytes> {
    response(status, "application/json", Bytes::from(body.to_string()))
}

fn response(status: StatusCode, media_type: &'static str, body: Bytes) -> Response<Bytes> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    response
}

/// The provider, the case and what follows them in a path: `/sakari.404/v1/accounts/1`.
fn locate<'a>(
    entries: &'a [Entry],
    path: &'a str,
) -> Option<(&'a Entry, Option<&'a str>, &'a str)> {
    let rest = path.strip_prefix('/')?;
    let (base, path) = rest.split_at(rest.find('/')?);
    let (name, case) = base.split_once('.').map_or((base, None), |(name, case)| (name, Some(case)));
    let entry = entries.iter().find(|entry| entry.provider.name == name)?;
    Some((entry, case, path))
}

/// The parameters of a path that matches a template. Each is one character or more of its segment.
fn captures<'p>(template: &str, path: &'p str) -> Option<Vec<&'p str>> {
    let Some((literal, rest)) = template.split_once('{') else {
        return (template == path).then(Vec::new);
    };
    let path = path.strip_prefix(literal)?;
    let (_, template) = rest.split_once('}')?;
    let segment = path.find('/').unwrap_or(path.len());
    (1..=segment).find_map(|end| {
        let (argument, path) = path.split_at_checked(end)?;
        let rest = captures(template, path)?;
        Some(std::iter::once(argument).chain(rest).collect())
    })
}

/// The generality of a template: for each segment, whether it has parameters, and the length of its literal text.
pub(crate) fn generality(template: &str) -> Vec<(bool, Reverse<usize>)> {
    let of = |segment: &str| (segment.contains('{'), Reverse(literal(segment)));
    template.split('/').map(of).collect()
}

/// The length of a template's literal text.
fn literal(template: &str) -> usize {
    match template.split_once('{') {
        Some((before, rest)) => {
            before.len() + rest.split_once('}').map_or(0, |(_, rest)| literal(rest))
        }
        None => template.len(),
    }
}

/// The case of a sample: `404` of `get_account.404` and `get_account.404.xml`, none of `get_account`.
fn case(endpoint: &Endpoint, sample: &Sample) -> Option<&'static str> {
    sample.case(endpoint.operation.id)
}

/// Every case of an operation, once.
fn cases(endpoint: &Endpoint) -> Vec<&'static str> {
    let cases: BTreeSet<_> =
        endpoint.samples.iter().filter_map(|sample| case(endpoint, sample)).collect();
    cases.into_iter().collect()
}

/// The sample of a case, in the media type that the client prefers.
fn sample(endpoint: &Endpoint, wanted: Option<&str>, request: &Parts) -> Answer {
    let status = endpoint.success_status();
    let samples = || endpoint.samples.iter();
    let mut named: Vec<_> = samples().filter(|sample| case(endpoint, sample) == wanted).collect();
    // `create_account.201.json` is the sample of an operation whose success is a 201.
    if named.is_empty() && wanted.is_none() {
        named = samples().filter(|sample| sample.status == status).collect();
    }
    let Some(first) = named.first() else {
        if wanted.is_none() && endpoint.decoder(status).is_none() {
            let mut response = Response::new(Bytes::new());
            *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
            return Answer::new(response, None);
        }
        let cases = cases(endpoint).join(", ");
        let id = endpoint.operation.id;
        let detail = format!("{id} has no such sample; its cases are: {cases}");
        return problem(StatusCode::NOT_FOUND, detail);
    };
    let status = StatusCode::from_u16(first.status).unwrap_or(StatusCode::OK);
    let serve = |sample: &Sample, media_type| {
        let media_type = if media_type == "*/*" { sample.media_type } else { media_type };
        Answer::new(response(status, media_type, Bytes::from_static(sample.body)), None)
    };
    // An error ignores `Accept`: RFC 9110 allows it, and providers do so.
    if !status.is_success() {
        return serve(first, first.media_type);
    }
    let written = |media_type: &str| {
        named.iter().find(|sample| is_xml(sample.media_type) == is_xml(media_type))
    };
    let offers = || {
        endpoint
            .operation
            .media_types
            .iter()
            .copied()
            .filter(|media_type| written(media_type).is_some())
    };
    match accept::choose(accepted(request).as_deref(), offers())
        .and_then(|media_type| Some((written(media_type)?, media_type)))
    {
        Some((sample, media_type)) => serve(sample, media_type),
        None => {
            let offers = offers().collect::<Vec<_>>().join(", ");
            problem(StatusCode::NOT_ACCEPTABLE, format!("there are samples in: {offers}"))
        }
    }
}

/// The sample of a list is its first page, and there is an empty page at each cursor, and at each offset or number but the
/// first. A URL in the sample leads to the provider, so that it is left out.
fn page(endpoint: &Endpoint, query: &[(String, String)], answer: Answer) -> Answer {
    let Some(paging) = endpoint.paging.filter(|_| answer.response.status().is_success()) else {
        return answer;
    };
    let is_first = |(name, first): (&str, &str)| {
        let mut given = query.iter().filter(|(given, _)| given == name);
        given.all(|(_, value)| value == first)
    };
    if paging.parameter.is_some_and(is_first) {
        return answer;
    }
    let status = answer.response.status();
    let content_type = answer.response.headers().get(CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok());
    let decoder = endpoint.decoder(status.as_u16());
    let decoded = decoder.map(|decode| decode(content_type, answer.response.body()));
    let Some(Ok(decoded)) = decoded else {
        return answer;
    };
    let mut page = decoded.reveal();
    if let Some(Json::Array(items)) =
        page.pointer_mut(paging.items).filter(|_| paging.parameter.is_some())
    {
        items.clear();
    }
    if let Some(next) = paging.next.and_then(|pointer| page.pointer_mut(pointer)) {
        // An empty string ends a list like null, and fits where there is always a string.
        *next = next.as_str().map_or(Json::Null, |_| "".into());
    }
    Answer::new(response(status, "application/json", page.to_string().into()), None)
}

/// The header `Accept`, if there is one.
fn accepted(request: &Parts) -> Option<String> {
    let values = request.headers.get_all(ACCEPT).iter();
    let values: Vec<_> = values.filter_map(|value| value.to_str().ok()).collect();
    request.headers.contains_key(ACCEPT).then(|| values.join(","))
}

fn is_xml(media_type: &str) -> bool {
    media_type.ends_with("/xml") || media_type.ends_with("+xml")
}

/// A 401 with the provider's error body: the sample for 401 if there is one, otherwise another error sample.
fn no_credentials(entry: &Entry, endpoint: &Endpoint) -> Answer {
    let detail = format!("no credentials of {} were sent", entry.provider.title);
    let sample = |fits: fn(&Sample) -> bool| endpoint.samples.iter().find(|sample| fits(sample));
    let mut answer = match sample(|sample| sample.status == 401)
        .or_else(|| sample(|sample| sample.status >= 400))
    {
        Some(sample) => {
            let response = response(
                StatusCode::UNAUTHORIZED,
                sample.media_type,
                Bytes::from_static(sample.body),
            );
            Answer::new(response, Some(detail))
        }
        None => problem(StatusCode::UNAUTHORIZED, detail),
    };
    let schemes = entry.provider.security_of(endpoint.operation);
    credentials::challenge(schemes, answer.response.headers_mut());
    answer
}

fn wrong_method(allowed: &str) -> Answer {
    let mut answer = problem(StatusCode::METHOD_NOT_ALLOWED, format!("this path takes {allowed}"));
    if let Ok(allowed) = HeaderValue::from_str(allowed) {
        answer.response.headers_mut().insert(ALLOW, allowed);
    }
    answer
}

fn nothing_here(entries: &[Entry]) -> Answer {
    let served = operations(entries).map(|(line, _)| line).collect::<Vec<_>>().join(", ");
    problem(StatusCode::NOT_FOUND, format!("nothing is served at this path; there are: {served}"))
}

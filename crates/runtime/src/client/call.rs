//! A call of an operation: credentials, timeouts, retries and tracing.

use http::{HeaderMap, HeaderValue, StatusCode, header};
use reqwest::Url;
use tokio::time::timeout_at;
use tracing::field::Empty;
use tracing::{Instrument, info_span};

use crate::auth::token::TokenCell;
use crate::client::api::Transport;
use crate::client::options::MediaType;
use crate::client::report::{Call, Failure};
use crate::client::response::Response;
use crate::exchange::fault::{ErrorKind, Fault, Repeat};
use crate::exchange::hook::CallInfo;
use crate::exchange::send::{Deadline, Exchange, Shape, accept_encoding};
use crate::request::message::{Request, set, uuid};
use crate::request::provider::{Operation, ResponseBody, Scheme};
use crate::request::url::{misfit, redirect};

/// Calls an operation. A response with an error status is a response here.
///
/// The span and its events have the names of OpenTelemetry's conventions for HTTP clients. Nothing in them comes from a
/// query, a header or a body.
pub(crate) async fn call(
    transport: &Transport,
    operation: &'static Operation,
    request: &Request,
) -> Result<Response, Failure> {
    let site = &transport.site;
    let span = info_span!(
        "call",
        otel.kind = "client",
        otel.name = format_args!("{} {}", request.method, operation.path),
        bindery.provider = site.provider.name,
        bindery.operation = operation.id,
        http.request.method = request.method.as_str(),
        server.address = site.url.host_str(),
        server.port = site.url.port_or_known_default(),
        url.template = operation.path,
        http.response.status_code = Empty,
        http.request.resend_count = Empty,
        error.type = Empty,
    );
    let result = run(transport, operation, request).instrument(span.clone()).await;
    if !span.is_disabled() {
        let (status, attempts, kind) = match &result {
            Ok(response) => (Some(response.status()), response.attempts(), None),
            Err(Failure(report)) => (report.status(), report.attempts(), Some(report.kind())),
        };
        span.record("http.request.resend_count", attempts.saturating_sub(1));
        if let Some(status) = &status {
            span.record("http.response.status_code", status.as_u16());
        }
        let status = status.as_ref().filter(|status| !status.is_success());
        if let Some(error) = kind.map(ErrorKind::as_str).or(status.map(StatusCode::as_str)) {
            span.record("error.type", error);
        }
    }
    result
}

async fn run(
    transport: &Transport,
    operation: &'static Operation,
    request: &Request,
) -> Result<Response, Failure> {
    let Transport { site, options, .. } = transport;
    let limits = options.limits();
    let deadline = Deadline::after(limits.timeout);
    let is_spec = site.provider.operation(operation.id).is_some();
    let path = request.url.strip_prefix(site.base_url.as_str());
    let call = Call {
        site: site.clone(),
        operation,
        path: path.filter(|_| !is_spec).map(Into::into),
        token: None,
        attempts: 0,
    };
    let mut ready = match Ready::new(transport, operation, request, path) {
        Ok(ready) => ready,
        Err(problem) => return Err(Failure::new(Fault::request(problem), Some(call))),
    };
    let cell = site.auth.cell(ready.way);
    if let Some(cell) = cell {
        ready.token = Some(obtain(cell, None, deadline, &call).await?);
    }
    let describe = |fault: &Fault| call.describe(fault);
    let exchange = Exchange {
        sender: &*transport.sender,
        limits,
        budget: &site.budget,
        deadline,
        wait_headers: site.provider.wait_headers,
        hooks: &site.hooks,
        info: CallInfo {
            provider: site.provider.name,
            operation: operation.id,
            path: operation.path,
            attempt: 0,
        },
        describe: &describe,
        what: "call",
    };
    let (mut attempts, mut renewed) = (0, false);
    loop {
        let reply = match exchange.run(&ready, &mut attempts).await {
            Ok(reply) => reply,
            Err(fault) => return Err(Failure::new(fault, Some(Call { attempts, ..call }))),
        };
        if let (Some(cell), Some(token)) = (cell, &ready.token) {
            let refused = reply.answer.status() == StatusCode::UNAUTHORIZED;
            if !refused {
                cell.accept(token);
            }
            // A token may have been withdrawn before its time. One more is worth a try, and only one: 401 also means
            // "not yours" to some.
            if refused
                && !renewed
                && attempts < limits.attempts
                && ready.repeat() != Repeat::Never
                && cell.is_worth_renewing(token)
            {
                renewed = true;
                ready.token = Some(obtain(cell, Some(token), deadline, &call).await?);
                continue;
            }
        }
        return Ok(Response {
            call: Call { attempts, ..call },
            answer: reply.answer,
            stream: reply.stream,
        });
    }
}

/// A token, within the time of the call.
async fn obtain(
    cell: &TokenCell,
    stale: Option<&HeaderValue>,
    deadline: Deadline,
    call: &Call,
) -> Result<HeaderValue, Failure> {
    if let Some(token) = cell.held(stale) {
        return Ok(token);
    }
    // In a box, since few calls need one: the room for it would be in the future of every call.
    let token = timeout_at(deadline.at, Box::pin(cell.obtain(stale))).await;
    let (fault, attempts) = match token {
        Ok(Ok(token)) => return Ok(token),
        Ok(Err(none)) => (none.fault, none.attempts),
        Err(_) => (deadline.fault(), 0),
    };
    let call = Call { token: Some(cell.place()), attempts, ..call.clone() };
    Err(Failure::new(fault, Some(call)))
}

/// A request to an operation, to be made anew for each attempt.
struct Ready<'a> {
    transport: &'a Transport,
    request: &'a Request,
    operation: &'static Operation,
    url: Url,
    accept: HeaderValue,
    key: Option<(header::HeaderName, HeaderValue)>,
    /// The way to authenticate.
    way: Option<&'static Scheme>,
    token: Option<HeaderValue>,
}

impl<'a> Ready<'a> {
    /// Everything but the token; or why the request cannot be sent.
    fn new(
        transport: &'a Transport,
        operation: &'static Operation,
        request: &'a Request,
        path: Option<&str>,
    ) -> Result<Self, String> {
        let Transport { site, options, .. } = transport;
        if let Some(problem) = options.problem.as_ref().or(request.problem.as_ref()) {
            return Err(problem.clone());
        }
        let path = path.ok_or("the URL does not begin with the base URL")?;
        if let Some(problem) = misfit(operation.path, path) {
            return Err(problem);
        }
        let way = site.auth.choose(site.provider, operation)?;
        let mut url = site.url.clone();
        url.set_path(&format!("{}{path}", site.url.path().trim_end_matches('/')));
        if let Some(page) = &options.page {
            url = redirect(&url, page).ok_or(
                "the URL of the next page leads away from the base URL, and is not followed",
            )?;
        } else if let Some(query) = request.query(operation.query_styles) {
            url.set_query(Some(&query));
        }
        site.auth.apply_to_url(way, &mut url);
        let key = operation.idempotency_key.and_then(|name| {
            let name = header::HeaderName::from_bytes(name.as_bytes()).ok()?;
            let own = options.idempotency_key.clone();
            let key = own.or_else(|| HeaderValue::from_str(&uuid()).ok())?;
            Some((name, key))
        });
        Ok(Self {
            transport,
            request,
            operation,
            url,
            accept: accept(operation, options.accept)?,
            key,
            way,
            token: None,
        })
    }
}

impl Shape for Ready<'_> {
    fn request(&self) -> Result<reqwest::Request, Fault> {
        let Transport { site, options, .. } = self.transport;
        let own = &self.request.headers;
        let mut headers = HeaderMap::with_capacity(options.headers.len() + own.len() + 4);
        set(&mut headers, &header::ACCEPT, self.accept.clone());
        accept_encoding(&mut headers);
        for (name, value) in options.headers.iter().chain(own) {
            set(&mut headers, name, value.clone());
        }
        if let Some((name, key)) = &self.key {
            set(&mut headers, name, key.clone());
        }
        site.auth.apply(self.way, &mut headers, self.token.as_ref());
        let method = self.request.method.clone();
        let mut ready = reqwest::Request::new(method, self.url.clone());
        *ready.headers_mut() = headers;
        *ready.body_mut() = self.request.body.take();
        Ok(ready)
    }

    fn repeat(&self) -> Repeat {
        if !self.request.body.is_repeatable() {
            return Repeat::Never;
        }
        // RFC 9110, section 9.2.2: twice does no more than once.
        if self.request.method.is_idempotent() || self.key.is_some() {
            Repeat::Freely
        } else {
            Repeat::IfUnprocessed
        }
    }

    /// A key in the query goes along.
    fn follow(&self, mut url: Url) -> Option<Url> {
        if !self.request.body.is_repeatable() {
            return None;
        }
        self.transport.site.auth.apply_to_url(self.way, &mut url);
        Some(url)
    }

    fn is_streamed(&self) -> bool {
        self.operation.response_body == ResponseBody::Streamed
    }
}

/// The `Accept` header: the media type that was asked for, or the first that the operation has.
fn accept(operation: &Operation, wanted: Option<MediaType>) -> Result<HeaderValue, String> {
    let offered = operation.media_types;
    let Some(wanted) = wanted.filter(|_| !offered.is_empty()) else {
        let first = offered.first().copied();
        let asked = first.or(wanted.map(MediaType::as_str));
        return Ok(HeaderValue::from_static(asked.unwrap_or("*/*")));
    };
    let suits =
        |offered: &&&str| offered.rsplit(['/', '+']).next() == wanted.as_str().rsplit('/').next();
    match offered.iter().find(suits) {
        Some(media_type) => Ok(HeaderValue::from_static(media_type)),
        None => {
            Err(format!("it does not come as {}, only as {}", wanted.as_str(), offered.join(", ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_accept(
        offered: &'static [&'static str],
        wanted: Option<MediaType>,
        expected: Result<&str, &str>,
    ) {
        let operation = Operation::new("o", "GET", "/").media_types(offered);
        let found = accept(&operation, wanted);
        let found = found.as_ref().map(|value| value.to_str().unwrap());
        assert_eq!(found.map_err(String::as_str), expected);
    }

    #[test]
    fn what_is_asked_for_is_what_the_operation_has() {
        use MediaType::{Json, Xml};
        check_accept(&["application/json"], None, Ok("application/json"));
        check_accept(&["text/xml", "text/json"], None, Ok("text/xml"));
        check_accept(&[], None, Ok("*/*"));
        check_accept(&[], Some(Xml), Ok("application/xml"));
        check_accept(&["text/json", "application/xml"], Some(Xml), Ok("application/xml"));
        check_accept(&["text/json", "text/xml"], Some(Xml), Ok("text/xml"));
        check_accept(&["application/vnd.api+json"], Some(Json), Ok("application/vnd.api+json"));
        check_accept(
            &["application/json", "text/json"],
            Some(Xml),
            Err("it does not come as application/xml, only as application/json, text/json"),
        );
    }
}

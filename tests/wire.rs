//! Each client over HTTP: its requests as received by a server, and the decoded responses.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bindery_mock::{Exchange, Mock};
use bindery_registry::PROVIDERS;
use bindery_runtime::erased::{Arguments, CallError, Content, Decoded, Endpoint, Entry, Settings};
use bindery_runtime::{
    CallOptions, Error, MediaType, Operation, Provider, Scheme, Transport, variable,
};

use crate::registry::decoder;
use crate::snapshots;

/// Values for parameters, hardest first: text with all that must be escaped, and then one of each kind.
const VALUES: [&str; 8] = [
    "../a b?c=d#e%2F+ü", "7194af6f-1285-4295-94aa-ceed7ea2d792", "431", "true",
    "2026-01-31T12:00:00Z", "2026-01-31", "{}", "YSBi",
];

/// The arguments of a call before its parameters: the first request body of the samples, or one that is as good as empty.
fn arguments(endpoint: &Endpoint) -> Arguments {
    let media_types = endpoint.operation.request_media_types;
    match (endpoint.request_samples.first(), media_types.first()) {
        (Some(sample), _) => Arguments::new().body(sample.media_type, sample.body),
        (None, Some(media_type)) => Arguments::new().body(*media_type, "{}"),
        (None, None) => Arguments::new(),
    }
}

/// Calls an operation with these parameters, each with the hardest value that it takes; nothing for one that needs a request
/// body of which there is no sample.
async fn call(
    endpoint: &Endpoint,
    transport: &Transport,
    names: &[&'static str],
) -> Result<Option<Content>, Error<Box<dyn Decoded>>> {
    let mut choices = vec![0; names.len()];
    loop {
        let given = names.iter().zip(&choices);
        let arguments = given.fold(arguments(endpoint), |arguments, (name, &choice)| {
            arguments.parameter(*name, VALUES[choice])
        });
        match (endpoint.call)(transport, &arguments).await {
            Ok(answer) => return Ok(Some(answer.into_inner())),
            Err(CallError::Call(error)) => return Err(error),
            Err(CallError::Argument { parameter: "body", .. })
                if endpoint.request_samples.is_empty() =>
            {
                return Ok(None);
            }
            Err(CallError::Argument { parameter, problem }) => {
                let index = names.iter().position(|name| *name == parameter);
                let id = endpoint.operation.id;
                let index = index.unwrap_or_else(|| panic!("{id}: {parameter}: {problem}"));
                choices[index] += 1;
                assert!(choices[index] < VALUES.len(), "{id}: {parameter}: {problem}");
            }
        }
    }
}

/// The ways to authenticate; one without credentials where the spec has none.
fn schemes(entry: &Entry) -> &'static [Scheme] {
    static NONE: [Scheme; 1] = [Scheme::all(&[])];
    match entry.provider.security {
        [] => &NONE,
        schemes => schemes,
    }
}

/// Made-up credentials for a scheme, by their variables.
fn credentials(provider: &Provider, scheme: &Scheme) -> BTreeMap<String, String> {
    let words = scheme.words().into_iter();
    words
        .map(|word| (variable(provider.name, word), format!("made-up-{}-{word}", provider.name)))
        .collect()
}

fn connect(entry: &Entry, scheme: &Scheme, base_url: &str) -> Transport {
    let variables = credentials(entry.provider, scheme);
    let settings = Settings {
        base_url: Some(base_url.to_owned()),
        options: CallOptions::new().attempts(1),
        ..Settings::default()
    };
    (entry.connect)(&|name| variables.get(name).cloned(), settings)
        .unwrap_or_else(|e| panic!("{e}"))
}

#[tokio::test]
async fn requests() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let sink = Arc::clone(&seen);
    let mock =
        Mock::start(PROVIDERS, 0, move |exchange| sink.lock().unwrap().push(written(exchange)))
            .await
            .unwrap();
    for entry in PROVIDERS {
        for endpoint in entry.endpoints {
            let mut text = String::new();
            let address = mock.address().to_string();
            let Operation { parameters, optional, media_types, .. } = *endpoint.operation;
            let all = [parameters, optional].concat();
            for (index, scheme) in schemes(entry).iter().enumerate() {
                let transport = connect(entry, scheme, &mock.base_url(entry.provider.name));
                let words = scheme.words().into_iter();
                let words: Vec<_> = words.map(|word| variable(entry.provider.name, word)).collect();
                let title = match words.is_empty() {
                    true => "Without credentials".to_owned(),
                    false => format!("With {}", words.join(" and ")),
                };
                let mut calls = vec![(title, parameters, MediaType::Json)];
                if media_types.contains(&"application/xml") {
                    calls.push(("The same, asking for XML".to_owned(), parameters, MediaType::Xml));
                }
                if index == 0 && !optional.is_empty() {
                    let title = "With every optional parameter".to_owned();
                    calls.push((title, &all[..], MediaType::Json));
                }
                for (title, names, media_type) in calls {
                    let transport = match media_type {
                        MediaType::Xml => transport.with(CallOptions::new().accept(MediaType::Xml)),
                        _ => transport.clone(),
                    };
                    let called = call(endpoint, &transport, names).await;
                    let called = called.unwrap_or_else(|e| panic!("{}: {e}", entry.provider.name));
                    if called.is_none() {
                        continue;
                    }
                    text += &format!("# {title}\n\n");
                    for request in seen.lock().unwrap().drain(..) {
                        text += &masked(&request, entry.provider, scheme, &address);
                    }
                }
            }
            assert!(!text.contains("made-up") && !text.contains("mock-token"), "{text}");
            if text.is_empty() {
                continue;
            }
            snapshots::of_request(entry.provider.name, endpoint.operation.id, text.trim_end());
        }
    }
    mock.stop().await;
}

/// A request as it came, its headers sorted.
fn written(exchange: &Exchange<'_>) -> String {
    assert!(exchange.status.is_success(), "{:?}", exchange.problem);
    let request = exchange.request;
    let mut headers: Vec<_> = request
        .headers
        .iter()
        // Sent where reqwest was built with its feature `gzip`, and cargo gives a dependency the features that any
        // package of the build asks for.
        .filter(|(name, _)| *name != "accept-encoding")
        .map(|(name, value)| format!("{name}: {}\n", String::from_utf8_lossy(value.as_bytes())))
        .collect();
    headers.sort();
    let body = String::from_utf8_lossy(exchange.body);
    let end = if body.is_empty() { "\n" } else { "\n\n" };
    format!(
        "{} {} {:?}\n{}\n{body}{end}",
        request.method,
        request.uri,
        request.version,
        headers.concat()
    )
}

/// A request without what differs from run to run, and with the name of each credential in its place.
fn masked(request: &str, provider: &Provider, scheme: &Scheme, address: &str) -> String {
    let credentials = credentials(provider, scheme);
    let mut text = request
        .replacen(&format!(" /{}/", provider.name), " /", 1)
        .replace(address, "[address]")
        .replace("mock-token", "[token from the response]")
        .replace(concat!("bindery/", env!("CARGO_PKG_VERSION")), "bindery/[version]");
    if let [username, password] = scheme.words()[..] {
        let [username, password] = [username, password].map(|word| variable(provider.name, word));
        let pair = format!("{}:{}", credentials[&username], credentials[&password]);
        let names = format!("base64([{username}]:[{password}])");
        text = text.replace(&STANDARD.encode(pair), &names);
    }
    for (name, value) in &credentials {
        text = text.replace(value, &format!("[{name}]"));
    }
    text
}

#[tokio::test]
async fn every_sample_comes_through_a_client_as_its_body_decodes() {
    let mock = Mock::start(PROVIDERS, 0, |_| {}).await.unwrap();
    for entry in PROVIDERS {
        let scheme = &schemes(entry)[0];
        for endpoint in entry.endpoints {
            for sample in endpoint.samples {
                let case = sample.case(endpoint.operation.id);
                let case = case.map(|case| format!(".{case}")).unwrap_or_default();
                let base = format!("{}{case}", entry.provider.name);
                let transport = connect(entry, scheme, &mock.base_url(&base));
                let media_type = match sample.media_type {
                    "application/json" => Some(MediaType::Json),
                    "application/xml" => Some(MediaType::Xml),
                    _ => None,
                };
                let transport = media_type.map_or_else(
                    || transport.clone(),
                    |media_type| transport.with(CallOptions::new().accept(media_type)),
                );
                let called = call(endpoint, &transport, endpoint.operation.parameters).await;
                let Some(decode) = decoder(endpoint, sample) else {
                    // A file has no type.
                    assert!(matches!(called, Ok(Some(Content::Bytes(_)))), "{}", sample.file);
                    continue;
                };
                let expected = decode(Some(sample.media_type), sample.body).unwrap();
                match called {
                    Ok(None) => {}
                    Ok(Some(Content::Decoded(value))) => {
                        // One of several types is in an enum.
                        assert_eq!(value.reveal(), expected.reveal(), "{}", sample.file)
                    }
                    Ok(Some(Content::Bytes(_))) => panic!("{} is no file", sample.file),
                    Err(error) => {
                        assert_eq!(
                            error.status().map(|status| status.as_u16()),
                            Some(sample.status),
                            "{}: {error}",
                            sample.file
                        );
                        let body = error
                            .error_body()
                            .unwrap_or_else(|| panic!("{}: {error}", sample.file));
                        // With 200, `x-error-when` applies to the body.
                        if sample.status != 200 {
                            assert_eq!(body.reveal(), expected.reveal(), "{}", sample.file);
                        }
                    }
                }
            }
        }
    }
    mock.stop().await;
}

#[test]
fn missing_credentials_are_told_by_their_variables() {
    for entry in PROVIDERS.iter().filter(|entry| !entry.provider.security.is_empty()) {
        let Err(error) = (entry.connect)(&|_| None, Settings::default()) else {
            panic!("{} needs no credentials", entry.provider.name)
        };
        for word in entry.provider.security.iter().flat_map(Scheme::words) {
            assert!(error.to_string().contains(&variable(entry.provider.name, word)), "{error}");
        }
    }
}

//! Each client over HTTP: its requests as received by a server, and the decoded responses.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bindery_mock::{Exchange, Mock};
use bindery_registry::PROVIDERS;
use bindery_runtime::erased::{Arguments, CallError, Decoded, Endpoint, Entry, Settings};
use bindery_runtime::{CallOptions, Error, MediaType, Provider, Scheme, Transport, variable};

use crate::registry::decode;
use crate::snapshots;

/// Values for parameters, hardest first: text with all that must be escaped, a GUID, a number.
const IDS: [&str; 3] = ["../a b?c=d#e%2F+ü", "7194af6f-1285-4295-94aa-ceed7ea2d792", "431"];

/// The arguments of a call before its parameters: the first request body of the samples, if there is one.
fn arguments(endpoint: &Endpoint) -> Arguments {
    match endpoint.request_samples.first() {
        Some(sample) => Arguments::new().body(sample.media_type, sample.body),
        None => Arguments::new(),
    }
}

/// Calls an operation, with the hardest values that its parameters take.
async fn call(
    endpoint: &Endpoint,
    transport: &Transport,
) -> Result<Box<dyn Decoded>, Error<Box<dyn Decoded>>> {
    let names = endpoint.operation.parameters;
    let mut choices = vec![0; names.len()];
    loop {
        let given = names.iter().zip(&choices);
        let arguments = given.fold(arguments(endpoint), |arguments, (name, &choice)| {
            arguments.parameter(*name, IDS[choice])
        });
        match endpoint.decoded(transport, &arguments).await {
            Ok(answer) => return Ok(answer.into_inner()),
            Err(CallError::Call(error)) => return Err(error),
            Err(CallError::Argument { parameter, problem }) => {
                let index = names.iter().position(|name| *name == parameter).unwrap();
                choices[index] += 1;
                assert!(choices[index] < IDS.len(), "{parameter}: {problem}");
            }
        }
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
            for scheme in entry.provider.security {
                let transport = connect(entry, scheme, &mock.base_url(entry.provider.name));
                call(endpoint, &transport)
                    .await
                    .unwrap_or_else(|e| panic!("{}: {e}", entry.provider.name));
                let names: Vec<_> = scheme
                    .words()
                    .into_iter()
                    .map(|word| variable(entry.provider.name, word))
                    .collect();
                text += &format!("# With {}\n\n", names.join(" and "));
                for request in seen.lock().unwrap().drain(..) {
                    text += &masked(&request, entry.provider, scheme, &mock.address().to_string());
                }
                if endpoint.operation.media_types.contains(&"application/xml") {
                    let transport = transport.with(CallOptions::new().accept(MediaType::Xml));
                    call(endpoint, &transport)
                        .await
                        .unwrap_or_else(|e| panic!("{}: {e}", entry.provider.name));
                    text += "# The same, asking for XML\n\n";
                    for request in seen.lock().unwrap().drain(..) {
                        text +=
                            &masked(&request, entry.provider, scheme, &mock.address().to_string());
                    }
                }
            }
            assert!(!text.contains("made-up") && !text.contains("mock-token"), "{text}");
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
    let pair = credentials.values().map(String::as_str).collect::<Vec<_>>().join(":");
    let pair_names: Vec<_> = credentials.keys().map(|name| format!("[{name}]")).collect();
    let mut text = request
        .replacen(&format!(" /{}/", provider.name), " /", 1)
        .replace(address, "[address]")
        .replace(&STANDARD.encode(pair), &format!("base64({})", pair_names.join(":")))
        .replace("mock-token", "[token from the response]")
        .replace(concat!("bindery/", env!("CARGO_PKG_VERSION")), "bindery/[version]");
    for (name, value) in &credentials {
        text = text.replace(value, &format!("[{name}]"));
    }
    text
}

#[tokio::test]
async fn every_sample_comes_through_a_client_as_its_body_decodes() {
    let mock = Mock::start(PROVIDERS, 0, |_| {}).await.unwrap();
    for entry in PROVIDERS {
        let Some(scheme) = entry.provider.security.first() else {
            continue;
        };
        for endpoint in entry.endpoints {
            for sample in endpoint.samples {
                let case = sample.case(endpoint.operation.id);
                let case = case.map(|case| format!(".{case}")).unwrap_or_default();
                let base = format!("{}{case}", entry.provider.name);
                let media_type = if sample.media_type == "application/xml" {
                    MediaType::Xml
                } else {
                    MediaType::Json
                };
                let transport = connect(entry, scheme, &mock.base_url(&base))
                    .with(CallOptions::new().accept(media_type));
                let expected = decode(endpoint, sample, sample.body).unwrap();
                match call(endpoint, &transport).await {
                    Ok(value) => {
                        assert_eq!(format!("{value:?}"), format!("{expected:?}"), "{}", sample.file)
                    }
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
                            assert_eq!(
                                format!("{body:?}"),
                                format!("{expected:?}"),
                                "{}",
                                sample.file
                            );
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
    for entry in PROVIDERS {
        let Err(error) = (entry.connect)(&|_| None, Settings::default()) else {
            panic!("{} needs no credentials", entry.provider.name)
        };
        for word in entry.provider.security.iter().flat_map(Scheme::words) {
            assert!(error.to_string().contains(&variable(entry.provider.name, word)), "{error}");
        }
    }
}

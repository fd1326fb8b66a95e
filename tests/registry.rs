//! Finds providers, operations and samples in the registry.

use bindery_registry::PROVIDERS;
use bindery_runtime::DecodeError;
use bindery_runtime::erased::{Decode, Decoded, Endpoint, Entry, Sample};
use serde_json::Value;

/// The provider of this name; `None` if it has no spec.
pub(crate) fn provider(name: &str) -> Option<&'static Entry> {
    PROVIDERS.iter().find(|entry| entry.provider.name == name)
}

/// Every sample with its operation and its provider, but for files, which have no type.
pub(crate) fn samples() -> impl Iterator<Item = (&'static Entry, &'static Endpoint, &'static Sample)>
{
    every_sample().filter(|(_, endpoint, sample)| decoder(endpoint, sample).is_some())
}

/// The same with files.
pub(crate) fn every_sample()
-> impl Iterator<Item = (&'static Entry, &'static Endpoint, &'static Sample)> {
    PROVIDERS.iter().flat_map(|entry| {
        entry.endpoints.iter().flat_map(move |endpoint| {
            let samples = endpoint.samples.iter().chain(endpoint.request_samples);
            samples.map(move |sample| (entry, endpoint, sample))
        })
    })
}

/// Every sample that is JSON, with its body.
pub(crate) fn json_samples() -> impl Iterator<Item = (&'static Endpoint, &'static Sample, Value)> {
    samples().filter(|(_, _, sample)| sample.media_type == "application/json").map(
        |(_, endpoint, sample)| {
            let body = serde_json::from_slice(sample.body)
                .unwrap_or_else(|e| panic!("{}: {e}", sample.file));
            (endpoint, sample, body)
        },
    )
}

/// Decodes a body like a call whose response has the sample's status and media type.
pub(crate) fn decode(
    endpoint: &Endpoint,
    sample: &Sample,
    body: &[u8],
) -> Result<Box<dyn Decoded>, DecodeError> {
    let decode = decoder(endpoint, sample);
    let decode = decode.unwrap_or_else(|| panic!("{}: no body is documented", sample.file));
    decode(Some(sample.media_type), body)
}

/// The decoder of a sample's body, if that has a type.
pub(crate) fn decoder(endpoint: &Endpoint, sample: &Sample) -> Option<Decode> {
    // A request body has no status.
    match sample.status {
        0 => endpoint.request,
        status => endpoint.decoder(status),
    }
}

/// Whether a sample is the response on the page, and not another case.
pub(crate) fn is_from_the_page(endpoint: &Endpoint, sample: &Sample) -> bool {
    sample.status > 0 && sample.case(endpoint.operation.id).is_none()
}

//! Decoding into the types that plain progenitor makes of the specs, as progenitor-client does it.

use std::hint::black_box;

use bindery_bench::Case;
use serde::de::DeserializeOwned;

pub fn cases() -> Vec<Case> {
    vec![
        json::<activeplatform::types::Account>("activeplatform"),
        json::<metallic::types::AccountResponse>("metallic"),
        json::<sakari::types::AccountResponse>("sakari"),
        json::<sequence::types::Account>("sequence"),
        json::<twosms::types::AccountResponse>("twosms"),
    ]
}

fn json<T: DeserializeOwned>(provider: &'static str) -> Case {
    Case::prepared(format!("json/{provider}/progenitor"), move |_| {
        let body = mended(provider);
        Box::new(move || {
            let value: T = serde_json::from_slice(black_box(body.as_bytes()))
                .expect("plain progenitor's type decodes the changed sample");
            black_box(&value);
        })
    })
}

/// Values that these types cannot decode, with a replacement: provider, original, replacement. The other peers get the
/// original bodies.
const MENDS: [(&str, &str, &str); 4] = [
    // The spec's number, which is no text to them.
    ("activeplatform", r#""balance": "453.2""#, r#""balance": 453.2"#),
    // A time has a zone to them.
    ("metallic", r#""insertTs": "2021-06-07T21:16:48""#, r#""insertTs": "2021-06-07T21:16:48Z""#),
    ("metallic", r#""updateTs": "2021-06-07T21:16:48""#, r#""updateTs": "2021-06-07T21:16:48Z""#),
    // An enum has strings and no integers.
    ("twosms", "0,\n        0\n", "\"ALL\",\n        \"ALL\"\n"),
];

fn mended(provider: &str) -> String {
    let sample = str::from_utf8(bindery_bench::sample(provider)).expect("a sample is UTF-8");
    let mut body = sample.to_owned();
    for (_, from, to) in MENDS.iter().filter(|(of, _, _)| *of == provider) {
        assert_eq!(body.matches(from).count(), 1, "{from} in {provider}'s sample");
        body = body.replace(from, to);
    }
    body
}

mod activeplatform {
    progenitor::generate_api!("../../specs/activeplatform/openapi.yaml");
}

mod metallic {
    progenitor::generate_api!("../../specs/metallic/openapi.yaml");
}

mod sakari {
    progenitor::generate_api!("../../specs/sakari/openapi.yaml");
}

mod sequence {
    progenitor::generate_api!("../../specs/sequence/openapi.yaml");
}

mod twosms {
    progenitor::generate_api!("../../specs/twosms/openapi.yaml");
}

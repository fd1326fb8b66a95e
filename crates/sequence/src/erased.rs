// Generated from specs/sequence/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! The operations of Sequence without their types, and their sample bodies: for tools that serve every provider.

use progenitor_client::erased::{self, Answer, Endpoint, Entry, Sample};
use progenitor_client::{Api, Transport};

use crate::{Client, PROVIDER, types};

/// Sequence, its operations and their samples.
pub const ENTRY: Entry = Entry::new(&PROVIDER, ENDPOINTS, erased::connect::<Client>);

const ENDPOINTS: &[Endpoint] = &[
    Endpoint::new(
        &PROVIDER.operations[0],
        erased::decode::<types::Account>,
        erased::decode::<types::ErrorResponse>,
        get_account,
    )
    .samples(&[
        Sample::new(
            "get_account.400",
            "specs/sequence/samples/get_account.400.json",
            400,
            "application/json",
            r#"{
  "error": {
    "type": "UnrecognisedApiVersion",
    "message": "The API version 2019-01-01 is not recognised."
  }
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.401",
            "specs/sequence/samples/get_account.401.json",
            401,
            "application/json",
            r#"{
  "error": {
    "type": "Unauthorised",
    "message": "The credentials are missing or not valid."
  }
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account",
            "specs/sequence/samples/get_account.json",
            200,
            "application/json",
            r#"{
  "id": "3f0d1c52-7a7e-4b6a-9a55-0c1f5a7d2e10",
  "createdAt": "2023-11-06T10:15:30.123456Z",
  "sequenceOrganisationId": "8c2e4b90-51d3-4f7b-8f06-2d9a6e1b7c34",
  "companyName": "Example Trading Ltd",
  "companyNumber": "SC012345",
  "country": "GB",
  "sendCustomerNotifications": true,
  "alertEmailAddresses": [
    "billing@example.com",
    "finance-team@example.com",
    "alerts@example.org"
  ]
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.kosovo",
            "specs/sequence/samples/get_account.kosovo.json",
            200,
            "application/json",
            r#"{
  "id": "3f0d1c52-7a7e-4b6a-9a55-0c1f5a7d2e10",
  "createdAt": "2023-11-06T10:15:30.123456Z",
  "sequenceOrganisationId": "8c2e4b90-51d3-4f7b-8f06-2d9a6e1b7c34",
  "companyName": "Example Kosova",
  "companyNumber": "810000000",
  "country": "XK",
  "sendCustomerNotifications": true,
  "alertEmailAddresses": [
    "billing@example.com",
    "finance-team@example.com",
    "alerts@example.org"
  ]
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.no-alerts",
            "specs/sequence/samples/get_account.no-alerts.json",
            200,
            "application/json",
            r#"{
  "id": "3f0d1c52-7a7e-4b6a-9a55-0c1f5a7d2e10",
  "createdAt": "2023-11-06T10:15:30.123456Z",
  "sequenceOrganisationId": "8c2e4b90-51d3-4f7b-8f06-2d9a6e1b7c34",
  "companyName": "Example Trading Ltd",
  "companyNumber": "SC012345",
  "country": "GB",
  "sendCustomerNotifications": false,
  "alertEmailAddresses": []
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.norway",
            "specs/sequence/samples/get_account.norway.json",
            200,
            "application/json",
            r#"{
  "id": "3f0d1c52-7a7e-4b6a-9a55-0c1f5a7d2e10",
  "createdAt": "2023-11-06T10:15:30.123456Z",
  "sequenceOrganisationId": "8c2e4b90-51d3-4f7b-8f06-2d9a6e1b7c34",
  "companyName": "Example Norge AS",
  "companyNumber": "900000000",
  "country": "NO",
  "sendCustomerNotifications": true,
  "alertEmailAddresses": [
    "billing@example.com",
    "finance-team@example.com",
    "alerts@example.org"
  ]
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.unknown-words",
            "specs/sequence/samples/get_account.unknown-words.json",
            200,
            "application/json",
            r#"{
  "id": "3f0d1c52-7a7e-4b6a-9a55-0c1f5a7d2e10",
  "createdAt": "2023-11-06T10:15:30.123456Z",
  "sequenceOrganisationId": "8c2e4b90-51d3-4f7b-8f06-2d9a6e1b7c34",
  "companyName": "Example Trading Ltd",
  "companyNumber": "SC012345",
  "country": "QZ",
  "sendCustomerNotifications": true,
  "alertEmailAddresses": [
    "billing@example.com",
    "finance-team@example.com",
    "alerts@example.org"
  ]
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.whole-seconds",
            "specs/sequence/samples/get_account.whole-seconds.json",
            200,
            "application/json",
            r#"{
  "id": "3f0d1c52-7a7e-4b6a-9a55-0c1f5a7d2e10",
  "createdAt": "2023-11-06T10:15:30Z",
  "sequenceOrganisationId": "8c2e4b90-51d3-4f7b-8f06-2d9a6e1b7c34",
  "companyName": "Example Trading Ltd",
  "companyNumber": "SC012345",
  "country": "GB",
  "sendCustomerNotifications": true,
  "alertEmailAddresses": [
    "billing@example.com",
    "finance-team@example.com",
    "alerts@example.org"
  ]
}
"#.as_bytes(),
        ),
    ]),
];

fn get_account(transport: &Transport, arguments: &[String]) -> Answer {
    let client = Client::from_transport(transport.clone());
    let arguments = arguments.to_vec();
    Box::pin(async move {
        let result = client
            .get_account(&erased::argument::<String>("id", &arguments, 0)?)
            .await;
        erased::answer(result)
    })
}

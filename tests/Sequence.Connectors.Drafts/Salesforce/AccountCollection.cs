using System.Text.Json;

namespace Sequence.Connectors.Drafts;

/// <summary>
/// Customers as a collection of accounts, at most 200, upserted by the host's id. The answer is always 200 and in the order of
/// the request, with an error in each row that failed; <c>attributes</c> must be the first property of a row.
/// </summary>
internal static class AccountCollection
{
    public const string Path = "/services/data/v67.0/composite/sobjects/Account/Billing_Id__c";

    public static string Body(IReadOnlyList<WriteIntent<Customer>> intents) => Drafting.Json(json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("allOrNone", false);
        json.WriteStartArray("records");
        foreach (var intent in intents)
        {
            json.WriteStartObject();
            json.WriteStartObject("attributes");
            json.WriteString("type", "Account");
            json.WriteEndObject();
            json.WriteString("Billing_Id__c", intent.Record.Id);
            if (intent.Owns(nameof(Customer.Name)))
            {
                json.WriteString("Name", intent.Record.Name);
            }

            if (intent.Owns(nameof(Customer.Phone)))
            {
                json.WriteString("Phone", intent.Record.Phone);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static IReadOnlyList<WriteOutcome> Read(IReadOnlyList<WriteIntent<Customer>> intents, string answer)
    {
        using var document = JsonDocument.Parse(answer);
        return [.. intents.Zip(document.RootElement.EnumerateArray(), Outcome)];
    }

    private static WriteOutcome Outcome(WriteIntent<Customer> intent, JsonElement row)
    {
        if (!row.GetProperty("success").GetBoolean())
        {
            return new WriteOutcome.Rejected
            {
                IntentKey = intent.Key,
                Problems = row.GetProperty("errors")
                    .EnumerateArray()
                    .Select(error => new Problem
                    {
                        Code = $"salesforce.{error.GetProperty("statusCode").GetString()!.ToLowerInvariant()}",
                        Path = "",
                        Message = error.GetProperty("message").GetString()!,
                    })
                    .ToValueList(),
            };
        }

        var id = row.GetProperty("id").GetString()!;
        return row.GetProperty("created").GetBoolean()
            ? new WriteOutcome.Created { IntentKey = intent.Key, ExternalId = id }
            : new WriteOutcome.Updated { IntentKey = intent.Key, ExternalId = id };
    }
}

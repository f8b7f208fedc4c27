using System.Text.Json;

namespace Sequence.Connectors.Drafts;

/// <summary>
/// An invoice as Xero's JSON. Lines go whole, each with the id that Xero gave it: a line of Xero's whose id is missing is
/// deleted, and lines without any ids are all made anew. An invoice whose lines the host does not own carries none.
/// </summary>
internal static class XeroInvoiceJson
{
    public static string Mark(Invoice invoice) => $"https://host.example.com/invoices/{invoice.Id}";

    public static string Body(IEnumerable<WriteIntent<Invoice>> batch) => Drafting.Json(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("Invoices");
        foreach (var intent in batch)
        {
            json.WriteStartObject();
            Write(json, intent);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static WriteOutcome Outcome(WriteIntent<Invoice> intent, JsonElement element)
    {
        // The element of a refused void says VOIDED: it echoes what was asked.
        if (element.TryGetProperty("StatusAttributeString", out var status) && status.GetString() == "ERROR")
        {
            return new WriteOutcome.Rejected
            {
                IntentKey = intent.Key,
                Problems = element
                    .GetProperty("ValidationErrors")
                    .EnumerateArray()
                    .Select(error => new Problem
                    {
                        Code = "xero.validation",
                        Path = "",
                        Message = error.GetProperty("Message").GetString()!,
                    })
                    .ToValueList(),
            };
        }

        var id = element.GetProperty("InvoiceID").GetString()!;
        var parts = Parts(intent, element);
        return intent.Target is null
            ? new WriteOutcome.Created { IntentKey = intent.Key, ExternalId = id, Parts = parts }
            : new WriteOutcome.Updated { IntentKey = intent.Key, ExternalId = id, Parts = parts };
    }

    private static void Write(Utf8JsonWriter json, WriteIntent<Invoice> intent)
    {
        if (intent.Target is { } target)
        {
            json.WriteString("InvoiceID", target.ExternalId);
        }

        if (intent.Verb == WriteVerb.Void)
        {
            json.WriteString("Status", "VOIDED");
            return;
        }

        var invoice = intent.Record;
        json.WriteString("Type", "ACCREC");
        json.WriteString("InvoiceNumber", invoice.Number);
        json.WriteStartObject("Contact");
        json.WriteString("ContactID", intent.References.Find<Customer>(invoice.CustomerId));
        json.WriteEndObject();
        json.WriteString("Url", Mark(invoice));
        if (intent.Owns(nameof(Invoice.Lines)))
        {
            json.WriteStartArray("LineItems");
            foreach (var line in invoice.Lines)
            {
                Write(json, line, intent.Target?.Parts ?? []);
            }

            json.WriteEndArray();
        }
    }

    private static void Write(Utf8JsonWriter json, InvoiceLine line, ValueList<RecordPart> known)
    {
        json.WriteStartObject();
        if (known.FirstOrDefault(part => part.LocalId == line.Id) is { } part)
        {
            json.WriteString("LineItemID", part.ExternalId);
        }

        json.WriteString("Description", line.Description);
        json.WriteNumber("LineAmount", line.NetTotal ?? 0m);
        json.WriteEndObject();
    }

    // Kept lines are known by their ids; new ones come back before them, in the order in which they were sent.
    private static ValueList<RecordPart> Parts(WriteIntent<Invoice> intent, JsonElement element)
    {
        if (!element.TryGetProperty("LineItems", out var lines))
        {
            return intent.Target?.Parts ?? [];
        }

        var known = (intent.Target?.Parts ?? []).ToDictionary(part => part.ExternalId);
        var returned = lines.EnumerateArray().Select(line => line.GetProperty("LineItemID").GetString()!).ToList();
        var kept = returned.Where(known.ContainsKey).Select(id => known[id]).ToList();
        var added = intent.Record.Lines.Where(line => kept.All(part => part.LocalId != line.Id)).ToList();
        var fresh = returned.Where(id => !known.ContainsKey(id)).ToList();
        return added.Count == fresh.Count
            ? kept.Concat(
                    added
                        .Zip(fresh)
                        .Where(pair => pair.First.Id is not null)
                        .Select(pair => new RecordPart(pair.First.Id!, pair.Second))
                )
                .ToValueList()
            : kept.ToValueList();
    }
}

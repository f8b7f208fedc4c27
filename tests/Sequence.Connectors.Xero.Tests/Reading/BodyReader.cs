using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sequence.Connectors.Http;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>What the connector makes of a body: so many objects, some of which it may keep as their payload alone.</summary>
internal sealed record BodyReading(int Objects, int Unreadable, IReadOnlyList<string> Records)
{
    public static BodyReading Of(IEnumerable<string> values)
    {
        var records = values.ToList();
        return new(records.Count, 0, records);
    }
}

/// <summary>
/// The connector's readers, by the member of a body that each of them reads; what bears none is read by what it looks like.
/// </summary>
internal static class BodyReader
{
    private static readonly XeroWebhookReceiver Receiver = new();

    private static readonly Dictionary<string, Func<byte[], BodyReading>> ByMember = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Contacts"] = body => Records(body, XeroEntities.Contact, new XeroContactFormat()),
        ["Invoices"] = body => Records(body, XeroEntities.Invoice, new XeroInvoiceFormat()),
        ["CreditNotes"] = body => Records(body, XeroEntities.CreditNote, new XeroCreditNoteFormat()),
        ["Payments"] = body => Records(body, XeroEntities.Payment, new XeroPaymentFormat()),
        ["Items"] = body => Records(body, XeroEntities.Item, new XeroProductFormat()),
        ["Accounts"] = body => Records(body, XeroEntities.Account, null),
        ["TaxRates"] = body => Records(body, XeroEntities.TaxRate, null),
        ["BatchPayments"] = BatchPayments,
        ["Organisations"] = body => List(body, "Organisations", XeroOrganisationDetails.Shape, one => $"{XeroOrganisationFacts.From(one)}"),
        ["Actions"] = body => List(body, "Actions", XeroAction.Shape, one => $"{one.Name} {one.Status}"),
        ["Currencies"] = body => List(body, "Currencies", XeroCurrency.Shape, one => $"{one.Code}"),
        ["TrackingCategories"] = body => List(
            body, "TrackingCategories", XeroTrackingCategory.Shape,
            one => $"{one.Name} {one.Status} {string.Join(',', (one.Options ?? []).Select(option => $"{option.Name} {option.Status}"))}"),
        ["Allocations"] = Allocations,
        ["OnlineInvoices"] = body => BodyReading.Of([XeroInvoicePages.AddressIn(body) ?? ""]),
        ["Elements"] = body => BodyReading.Of([XeroFault.Parse(body)!.Text]),
        ["ErrorNumber"] = body => BodyReading.Of([XeroFault.Parse(body)!.Text]),
        ["events"] = Events,
    };

    /// <summary>The members that readers know a body by.</summary>
    public static IEnumerable<string> Members => ByMember.Keys;

    /// <summary>What a body is read as; null where no reader takes it.</summary>
    public static BodyReading? Read(byte[] body)
    {
        // Whatever an answer is, it is looked at for errors and for what it says of single records.
        XeroFault.Parse(body);
        XeroElement.Read(body, "Invoices", "InvoiceID", "InvoiceNumber");
        return MemberOf(body) is { } member ? ByMember[member](body)
            : XeroTenant.Read(body) is { Count: > 0 } tenants ? BodyReading.Of(tenants.Select(tenant => $"{tenant}"))
            : null;
    }

    private static string? MemberOf(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return ByMember.Keys.FirstOrDefault(name => XeroFault.Member(document.RootElement, name) is not null);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static BodyReading Records<TWire, TRecord>(byte[] body, XeroEntity<TWire, TRecord> entity, IXeroFormat<TRecord>? format)
        where TWire : struct
        where TRecord : class, IRecord
    {
        var scope = Wire.Scope();
        XeroPage.MayGoOn(body, 1, 100, 1);
        XeroPage.AnsweredAt(body);
        foreach (var element in XeroElement.Read(body, entity.List, entity.IdMember, format?.NameMember ?? "Code"))
        {
            format?.Read(element.Payload, scope);
            format?.Refusals(element.Reasons, scope.Links);
        }

        var objects = XeroPage.Read(body, entity.List, entity.Shape);
        return new(
            objects.Count,
            objects.Count(one => one.Wire is null),
            [.. objects.Select(one => entity.Map(one.Wire, one.Payload, scope)).Select(Text)]
        );
    }

    private static BodyReading BatchPayments(byte[] body)
    {
        var scope = Wire.Scope();
        var objects = XeroPage.Read(body, "BatchPayments", XeroBatchPayment.Shape);
        foreach (var element in XeroElement.Read(body, "BatchPayments", "BatchPaymentID", "Reference"))
        {
            new XeroPaymentFormat().Read(element.Payload, scope);
        }

        return new(
            objects.Count,
            objects.Count(one => one.Wire is null),
            [.. objects.Where(one => one.Wire?.BatchPaymentID is not null)
                .Select(one => Text(new Change<Payment>.Current(XeroPaymentMapper.ToPayment(one.Wire!.Value, one.Payload, scope))))]
        );
    }

    private static BodyReading Allocations(byte[] body) =>
        BodyReading.Of(XeroElement.Read(body, "Allocations", "AllocationID", "AllocationID").Select(one => $"{one.Id} {one.IsRefused}"));

    private static BodyReading Events(byte[] body)
    {
        var secret = new Secret("key");
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes("key"), body));
        var verdict = Receiver.Verify(
            new()
            {
                Method = "POST",
                Address = new("https://host.example/hooks/xero"),
                Headers = new Dictionary<string, string> { ["x-xero-signature"] = signature },
                Body = body,
                ReceivedAt = Instant.FromUtc(2026, 3, 1, 0, 0),
            },
            [secret]
        );
        Assert.True(verdict.IsAuthentic);

        // An event that cannot be told is a problem that is told.
        return new(verdict.Events.Count + verdict.Problems.Count, 0, [.. verdict.Events.Select(one => one.DedupeKey!)]);
    }

    private static BodyReading List<TWire>(byte[] body, string list, WireShape<TWire> shape, Func<TWire, string> text)
        where TWire : struct
    {
        var objects = XeroPage.Read(body, list, shape);
        return new(
            objects.Count,
            objects.Count(one => one.Wire is null),
            [.. objects.Where(one => one.Wire is not null).Select(one => text(one.Wire!.Value))]
        );
    }

    /// <summary>A change as JSON, without the payload that it was read from.</summary>
    private static string Text<TRecord>(Change<TRecord>? change)
        where TRecord : class, IRecord
    {
        if (change is not Change<TRecord>.Current { Record: { } record })
        {
            return $"{change?.GetType().Name} {change?.ExternalId}";
        }

        var json = JsonNode.Parse(JsonSerializer.Serialize(record, typeof(TRecord), ConnectorsJson.Default))!;
        (json["Source"] ?? json["source"])?.AsObject().Remove("Payload");
        (json["Source"] ?? json["source"])?.AsObject().Remove("payload");
        return json.ToJsonString();
    }
}

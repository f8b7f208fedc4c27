using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>Writes webhook bodies as Xero does, irregular spaces included, and signs them.</summary>
internal static class XeroWebhookPayloads
{
    public static XeroWebhookDelivery Build(IReadOnlyList<XeroEvent> events, long first, long final, string key)
    {
        var entropy = RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 20);
        var list = string.Join(',', events.Select(each => Event(each).ToJsonString()));
        var body = Encoding.UTF8.GetBytes(
            $$"""{"events":[{{list}}],"firstEventSequence": {{first.Invariant()}},"lastEventSequence": {{final.Invariant()}},"""
            + $$""" "entropy": "{{entropy}}"}""");
        return new XeroWebhookDelivery(
            body, "application/json; charset=utf-8", new Dictionary<string, string> { ["x-xero-signature"] = Sign(body, key) }, events);
    }

    public static string Sign(ReadOnlySpan<byte> body, string key) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), body));

    /// <summary>The same body with one character of its signature replaced.</summary>
    public static XeroWebhookDelivery Missigned(XeroWebhookDelivery delivery)
    {
        var signature = delivery.Headers["x-xero-signature"];
        var wrong = (signature[0] == '/' ? "A" : "/") + signature[1..];
        return delivery with { Headers = new Dictionary<string, string> { ["x-xero-signature"] = wrong } };
    }

    private static JsonObject Event(XeroEvent each)
    {
        var plural = XeroKind.Named(each.Category)?.Plural ?? each.Category;
        var content = new JsonObject
        {
            ["resourceUrl"] = $"https://api.xero.com/api.xro/2.0/{plural}/{each.ResourceId}",
            ["resourceId"] = each.ResourceId,
            ["tenantId"] = each.TenantId,
            ["tenantType"] = "ORGANISATION",
            ["eventCategory"] = each.Category,
            ["eventType"] = each.Type,
            // Xero: no zone; the time is UTC.
            ["eventDateUtc"] = each.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture),
        };
        if (each.DocumentType is not null)
        {
            content["data"] = new JsonObject { ["Type"] = each.DocumentType, ["Status"] = each.DocumentStatus };
        }

        return content;
    }
}

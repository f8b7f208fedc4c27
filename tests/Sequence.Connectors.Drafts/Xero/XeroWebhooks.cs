using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Sequence.Connectors.Drafts;

/// <summary>
/// Xero tries an address with deliveries of no events, some signed wrongly by one character: 200 or 401 is all that it wants to
/// hear. The key is used as text, though it looks like base64.
/// </summary>
internal sealed class XeroWebhooks : IWebhookReceiver
{
    private static readonly WebhookVerdict Refused = new() { StatusCode = 401, IsAuthentic = false };

    public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<Secret> secrets)
    {
        var given = Encoding.ASCII.GetBytes(request.FindHeader("x-xero-signature") ?? "");
        var authentic = false;
        foreach (var secret in secrets)
        {
            var made = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()), request.Body.Span));
            authentic |= CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(made));
        }

        return authentic ? Read(request.Body) : Refused;
    }

    private static WebhookVerdict Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return new WebhookVerdict
            {
                StatusCode = 200,
                IsAuthentic = true,
                Events = document.RootElement.GetProperty("events").EnumerateArray().Select(Event).ToValueList(),
            };
        }
        catch (Exception exception)
            when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // Signed but unreadable: refusing it would only bring it back for a day, and then end the subscription.
            return new WebhookVerdict
            {
                StatusCode = 200,
                IsAuthentic = true,
                Problems =
                [
                    new Problem
                    {
                        Code = "webhook.unreadable",
                        Path = "",
                        Message = exception.Message,
                    },
                ],
            };
        }
    }

    private static WebhookEvent Event(JsonElement one)
    {
        var (tenant, id) = (one.GetProperty("tenantId").GetString()!, one.GetProperty("resourceId").GetString()!);
        var (type, kind) = (one.GetProperty("eventCategory").GetString()!, one.GetProperty("eventType").GetString()!);
        var at = one.GetProperty("eventDateUtc").GetString()!;
        return new WebhookEvent
        {
            AccountId = tenant,
            ExternalId = id,
            TypeText = type,
            RecordType = type switch
            {
                "CONTACT" => RecordType.Of<Customer>(),
                "INVOICE" => RecordType.Of<Invoice>(),
                "CREDITNOTE" => RecordType.Of<CreditMemo>(),
                _ => null,
            },
            KindText = kind,
            Kind = kind switch
            {
                "CREATE" => WebhookEventKind.Created,
                "UPDATE" => WebhookEventKind.Updated,
                _ => WebhookEventKind.Unknown,
            },
            DedupeKey = $"{tenant}|{id}|{at}|{kind}",
            At = Instant.FromDateTimeOffset(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)),
        };
    }
}

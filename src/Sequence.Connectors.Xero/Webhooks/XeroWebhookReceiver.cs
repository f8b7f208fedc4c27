using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Sequence.Connectors.Xero;

/// <summary>
/// Verifies and reads deliveries. Before Xero delivers anything it tries the address with deliveries of no events, some of them
/// signed wrongly by one sign: 200 or 401 is all that it wants to hear, with no body.
/// https://developer.xero.com/documentation/guides/webhooks/overview/
/// </summary>
internal sealed class XeroWebhookReceiver(XeroSystem? system = null) : IWebhookReceiver
{
    private const string SignatureHeader = "x-xero-signature";
    private static readonly WebhookVerdict Refused = new() { StatusCode = 401, IsAuthentic = false };

    /// <summary>The signing keys of all apps of the host: a delivery names its organisations only when it is known to be Xero's.</summary>
    public IReadOnlyList<Secret> Secrets => system?.WebhookSecrets ?? [];

    public Uri SetUpAt => XeroFacts.AppsPage;

    public bool Awaits(Connection connection) => system?.HasWebhookSecret(connection.App) == true;

    public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<Secret> secrets)
    {
        var given = Encoding.UTF8.GetBytes(request.FindHeader(SignatureHeader) ?? "");
        var isAuthentic = false;
        foreach (var secret in secrets)
        {
            // The key looks like base64, and is used as the text that it is.
            var made = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()), request.Body.Span));
            isAuthentic |= CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(made));
        }

        return isAuthentic ? Read(request.Body) : Refused;
    }

    // What is signed and cannot be read would come back for a day, and then end the subscription: it is acknowledged and reported.
    private static WebhookVerdict Read(ReadOnlyMemory<byte> body)
    {
        var (events, problems) = (new List<WebhookEvent>(), new List<Problem>());
        try
        {
            using var document = JsonDocument.Parse(body);
            if (XeroFault.Member(document.RootElement, "events") is not { ValueKind: JsonValueKind.Array } list)
            {
                problems.Add(Unreadable("The delivery holds no list of events."));
            }
            else
            {
                foreach (var one in list.EnumerateArray())
                {
                    Add(one, events, problems);
                }
            }
        }
        catch (JsonException unreadable)
        {
            problems.Add(Unreadable($"The delivery is no JSON: {unreadable.Message}"));
        }

        return new() { StatusCode = 200, IsAuthentic = true, Events = events.ToValueList(), Problems = problems.ToValueList() };
    }

    private static void Add(JsonElement one, List<WebhookEvent> events, List<Problem> problems)
    {
        var (tenant, id) = (XeroFault.TextOf(one, "tenantId"), XeroFault.TextOf(one, "resourceId"));
        var (type, kind, at) = (
            XeroFault.TextOf(one, "eventCategory"),
            XeroFault.TextOf(one, "eventType"),
            XeroFault.TextOf(one, "eventDateUtc")
        );
        if (tenant is null || id is null || type is null || kind is null)
        {
            problems.Add(Unreadable("An event of the delivery lacks its tenantId, resourceId, eventCategory or eventType."));
            return;
        }

        events.Add(
            new()
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
                DedupeKey = $"{tenant}|{id}|{at}|{type}|{kind}",
                At = XeroValues.Moment(at),
            }
        );
    }

    private static Problem Unreadable(string message) => new() { Code = "webhook.unreadable", Path = "", Message = message };
}

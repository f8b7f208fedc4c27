using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Sequence.Connectors.Conformance.Tests;

internal sealed class FakeWebhooks(Flaw flaw = Flaw.None) : IWebhookReceiver
{
    private const string SignatureHeader = "fake-signature";

    public static ReadOnlyMemory<byte> BodyFor(params string[] accounts) => Encoding.UTF8.GetBytes(
        $"[{string.Join(',', accounts.Select(EventOf))}]");

    public static WebhookRequest Sign(ReadOnlyMemory<byte> body, Secret secret) => new()
    {
        Method = "POST",
        Address = new Uri("https://host.example.com/webhooks/fake"),
        Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            [SignatureHeader] = Convert.ToHexStringLower(Hash(body.Span, secret)),
        },
        Body = body,
        ReceivedAt = Instant.FromUtc(2026, 3, 1, 10, 0),
    };

    public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<Secret> secrets)
    {
        if (flaw != Flaw.TrustsEverySignature && !IsSigned(request, secrets))
        {
            return new WebhookVerdict { StatusCode = 401, IsAuthentic = false };
        }

        try
        {
            using var body = JsonDocument.Parse(request.Body);
            return new WebhookVerdict
            {
                StatusCode = 200,
                IsAuthentic = true,
                Events = body.RootElement.EnumerateArray().Select(ToEvent).ToValueList(),
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return new WebhookVerdict
            {
                StatusCode = 200,
                IsAuthentic = true,
                Problems = [new Problem { Code = "webhook.unreadable", Path = "", Message = exception.Message }],
            };
        }
    }

    private static string EventOf(string account, int number) =>
        $$"""{"id":"event-{{number}}","account":"{{account}}","type":"customer","kind":"changed","record":"row-1"}""";

    private static bool IsSigned(WebhookRequest request, IReadOnlyList<Secret> secrets) =>
        request.FindHeader(SignatureHeader) is { } signature
        && secrets.Any(secret => CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(Convert.ToHexStringLower(Hash(request.Body.Span, secret)))));

    private static byte[] Hash(ReadOnlySpan<byte> body, Secret secret) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()), body);

    private static WebhookEvent ToEvent(JsonElement item)
    {
        var (type, kind) = (item.GetProperty("type").GetString()!, item.GetProperty("kind").GetString()!);
        return new WebhookEvent
        {
            AccountId = item.GetProperty("account").GetString()!,
            RecordType = type == "customer" ? RecordType.Of<Customer>() : null,
            TypeText = type,
            ExternalId = item.GetProperty("record").GetString()!,
            Kind = kind == "changed" ? WebhookEventKind.Updated : WebhookEventKind.Unknown,
            KindText = kind,
            DedupeKey = item.GetProperty("id").GetString()!,
        };
    }
}

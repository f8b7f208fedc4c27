using System.Security.Cryptography;
using System.Text;
using Sequence.Connectors.Conformance;

namespace Sequence.Connectors.Xero.Tests;

public static class WebhookTests
{
    private const string Key = "LR+QgKlbRciIPYpi65tTKLaZ3FzLLofCNEQWrRXqWXJeDFrfexzfVI9SmnVuCWDJ4jnjHB9ECtOyxZSofRxwWw==";

    private const string Credit =
        """
        {"events":[{"resourceUrl":"https://api.xero.com/api.xro/2.0/CreditNotes/55d80b7b-1d4d-4a3c-a2a5-0b7a0a0a0001","resourceId":"55d80b7b-1d4d-4a3c-a2a5-0b7a0a0a0001",
        "tenantId":"aef8a1b2-0000-4000-8000-000000000001","tenantType":"ORGANISATION","eventCategory":"CREDITNOTE","eventType":"CREATE",
        "eventDateUtc":"2025-12-02T00:44:09.923","data":{"Type":"ACCPAYCREDIT","Status":"DRAFT"}}],"firstEventSequence":76,"lastEventSequence":76,"entropy":"FXNGWLCCGVANWHKILRUB"}
        """;

    private static WebhookRequest Delivery(ReadOnlyMemory<byte> body, string signature) => new()
    {
        Method = "POST",
        Address = new("https://host.example.com/hooks/xero"),
        Headers = new Dictionary<string, string> { ["x-xero-signature"] = signature },
        Body = body,
        ReceivedAt = Instant.FromUtc(2026, 3, 1, 0, 0),
    };

    private static WebhookRequest Signed(ReadOnlyMemory<byte> body, string key = Key) =>
        Delivery(body, Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), body.Span)));

    public sealed class Promises : WebhookConformance
    {
        protected override IWebhookReceiver Receiver { get; } = new XeroWebhookReceiver();

        protected override Secret Secret { get; } = new(Key);

        protected override WebhookRequest Delivery => Signed(Encoding.UTF8.GetBytes(Credit));
    }

    public sealed class SignedPromises : SignedWebhookConformance
    {
        protected override IWebhookReceiver Receiver { get; } = new XeroWebhookReceiver();

        protected override Secret Secret { get; } = new(Key);

        protected override int StatusOfUnreadable => 200;

        protected override WebhookRequest Sign(ReadOnlyMemory<byte> body) => Signed(body);

        protected override ReadOnlyMemory<byte> BodyFor(params IReadOnlyList<string> accounts) => Encoding.UTF8.GetBytes(
            $$"""{"events":[{{string.Join(',', accounts.Select(account => Event(account, "INVOICE", "UPDATE")))}}]}""");

        protected override ReadOnlyMemory<byte> UnknownBody() =>
            Encoding.UTF8.GetBytes($$"""{"events":[{{Event("1001", "QUOTE", "ACCEPT")}}]}""");

        private static string Event(string tenant, string category, string type) =>
            $$"""{"resourceId":"r","tenantId":"{{tenant}}","eventCategory":"{{category}}","eventType":"{{type}}","eventDateUtc":"2025-12-02T00:44:09.923"}""";
    }

    public sealed class IntentToReceive
    {
        // Keys, bodies and signatures as they were recorded in public; Xero's wrong one differs in its first sign only.
        [Theory]
        [InlineData(Key, "LUWDSUDGSWNZVALZXBEV", "BjzNbYUfrzg4g8wxm+dKHaZVrKxr2m75E296fUbD1E4=", 200)]
        [InlineData(Key, "LUWDSUDGSWNZVALZXBEV", "/jzNbYUfrzg4g8wxm+dKHaZVrKxr2m75E296fUbD1E4=", 401)]
        [InlineData("test_key", "NLDZEGWUXNHESAQVGLYF", "ixznmr+Pdl6QymsWZM+9UkY4lu97q04sJyejmSOp25U=", 200)]
        [InlineData("test_key", "NLDZEGWUXNHESAQVGLYF", "/xznmr+Pdl6QymsWZM+9UkY4lu97q04sJyejmSOp25U=", 401)]
        [Trait("Trap", "19 Hashes re-serialised JSON, decodes the key, or answers 200 or 400 to a wrong signature")]
        public void Is_answered_by_its_signature_alone(string key, string entropy, string signature, int status)
        {
            var body = Encoding.UTF8.GetBytes(
                $$"""{"events":[],"firstEventSequence": 0,"lastEventSequence": 0, "entropy": "{{entropy}}"}"""
            );

            var verdict = new XeroWebhookReceiver().Verify(Delivery(body, signature), [new Secret("another"), new Secret(key)]);

            Assert.Equal((status, status == 200), (verdict.StatusCode, verdict.IsAuthentic));
            Assert.Empty(verdict.Events);
            Assert.Empty(verdict.Problems);
        }

        [Fact]
        public async Task Of_the_simulated_system_is_passed_with_the_keys_of_the_configured_apps()
        {
            await using var world = await XeroWorld.StartAsync();
            var receiver = (XeroWebhookReceiver)world.Connectors.SurfaceOf("xero").Webhooks!;
            var tries = world.Xero.Webhooks.IntentToReceive().Select(one => Verify(one).StatusCode).Distinct().Order();
            Assert.Equal([200, 401], tries);

            world.Organisation.AddContact("Heard of");
            var delivery = world.Xero.Webhooks.TakeNext()!;

            Assert.Contains(
                Verify(delivery).Events,
                one =>
                    one is { TypeText: "CONTACT", Kind: WebhookEventKind.Created } && one.AccountId == world.Organisation.TenantId
            );

            WebhookVerdict Verify(Sequence.Connectors.Simulators.XeroWebhookDelivery one) =>
                receiver.Verify(Delivery(one.Body, one.Headers["x-xero-signature"]), receiver.Secrets);
        }
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

public sealed class WebhookTests
{
    private static readonly IWebhookReceiver Receiver = SignedWebhooks.Receiver();

    [Fact]
    public void An_event_that_Intuit_published_is_read()
    {
        // https://blogs.intuit.com/2025/11/12/upcoming-change-to-webhooks-payload-structure/
        var read = Assert.Single(
            Read(
                """
                [{"specversion":"1.0","id":"88cd52aa-33b6-4351-9aa4-47572edbd068","source":"intuit.dsnBgbseACLLRZNxo2dfc4evmEJdxde58xeeYcZliOU=",
                "type":"qbo.account.created.v1","datacontenttype":"application/json","time":"2025-09-10T21:31:25.179851517Z",
                "intuitentityid":"1234","intuitaccountid":"310687","data":{}}]
                """
            ).Events
        );

        Assert.Equal(
            new WebhookEvent
            {
                AccountId = "310687",
                RecordType = RecordType.Of<LedgerAccount>(),
                TypeText = "account",
                ExternalId = "1234",
                Kind = WebhookEventKind.Created,
                KindText = "created",
                DedupeKey = "88cd52aa-33b6-4351-9aa4-47572edbd068",
                At = Instant.FromUtc(2025, 9, 10, 21, 31, 25) + Duration.FromTicks(1798515),
            },
            read);
    }

    [Fact]
    public void The_older_body_is_read_with_its_offset_without_a_colon()
    {
        var read = Assert.Single(Receiver.Verify(SignedWebhooks.JavaVector, [SignedWebhooks.JavaToken]).Events);

        Assert.Equal(
            ("1185883450", RecordType.Of<Customer>(), "1", WebhookEventKind.Created),
            (read.AccountId, read.RecordType, read.ExternalId, read.Kind)
        );
        Assert.Equal(Instant.FromUtc(2015, 10, 5, 21, 42, 19), read.At);
    }

    [Fact]
    public void What_the_model_does_not_know_is_kept_in_Intuits_words()
    {
        var read = Receiver.Verify(SignedWebhooks.DotNetVector, [SignedWebhooks.DotNetToken]).Events;

        Assert.Equal([("Vendor", null), ("Customer", RecordType.Of<Customer>())], read.Select(one => (one.TypeText, one.RecordType)));
        var payroll = Assert.Single(Read($"[{SignedWebhooks.CloudEvent("1", type: "payroll.employee")}]").Events);
        Assert.Equal(("payroll.employee", "payroll.employee", null), (payroll.TypeText, payroll.KindText, payroll.RecordType));
    }

    [Theory]
    [InlineData("created", WebhookEventKind.Created)]
    [InlineData("updated", WebhookEventKind.Updated)]
    [InlineData("deleted", WebhookEventKind.Deleted)]
    [InlineData("voided", WebhookEventKind.Voided)]
    [InlineData("emailed", WebhookEventKind.Sent)]
    [InlineData("merged", WebhookEventKind.Merged)]
    [InlineData("approved", WebhookEventKind.Unknown)]
    public void Void_delete_and_mail_are_told_apart(string word, WebhookEventKind kind) =>
        Assert.Equal(kind, Assert.Single(Read($"[{SignedWebhooks.CloudEvent("1", type: $"qbo.invoice.{word}.v1")}]").Events).Kind);

    [Fact]
    public void A_merge_names_the_customer_that_is_gone_and_the_one_that_goes_on()
    {
        var older = Assert.Single(
            Read(
                $$"""{"eventNotifications":[{{SignedWebhooks.Notification("7", operation: "Merge", more: ",\"deletedId\":\"27\"")}}]}"""
            ).Events
        );
        var cloud = Assert.Single(
            Read(
                $"[{SignedWebhooks.CloudEvent("1", type: "qbo.customer.merged.v1", entityId: "1", data: "{\"deletedid\":\"27\"}")}]"
            ).Events
        );

        Assert.Equal(("27", "1", WebhookEventKind.Merged), (older.ExternalId, older.MergedInto, older.Kind));
        Assert.Equal(("27", "1", WebhookEventKind.Merged), (cloud.ExternalId, cloud.MergedInto, cloud.Kind));
    }

    [Fact]
    public void A_merge_that_does_not_say_whom_it_ended_is_a_hint_to_read_the_survivor()
    {
        var read = Assert.Single(Read($"[{SignedWebhooks.CloudEvent("1", type: "qbo.customer.merged.v1", entityId: "1")}]").Events);

        Assert.Equal(("1", null, WebhookEventKind.Merged), (read.ExternalId, read.MergedInto, read.Kind));
    }

    [Fact]
    [Trait("Trap", "quickbooks-16")]
    public void One_delivery_tells_of_several_companies_and_is_known_by_its_content_not_its_media_type()
    {
        var body = $"[{SignedWebhooks.CloudEvent("a", "1001")},{SignedWebhooks.CloudEvent("b", "1002")}]";
        foreach (var type in new[] { "application/json", "application/cloudevents+json", "text/plain" })
        {
            var delivery = SignedWebhooks.Sign(body);
            var verdict = Receiver.Verify(
                delivery with
                {
                    Headers = new Dictionary<string, string>(delivery.Headers) { ["Content-Type"] = type },
                },
                [SignedWebhooks.JavaToken]
            );

            Assert.Equal(["1001", "1002"], verdict.Events.Select(one => one.AccountId));
        }
    }

    [Fact]
    [Trait("Trap", "quickbooks-16")]
    public void An_event_that_cannot_be_read_is_acknowledged_and_hides_no_other()
    {
        var verdict = Read($$"""[{"type":"qbo.invoice.updated.v1"},{{SignedWebhooks.CloudEvent("b")}},"\ud800",{"\ud800":1},[],null]""");

        Assert.Equal((200, true, "b"), (verdict.StatusCode, verdict.IsAuthentic, Assert.Single(verdict.Events).DedupeKey));
        Assert.Equal(["[0]", "[2]", "[3]", "[4]", "[5]"], verdict.Problems.Select(one => one.Path));
        Assert.All(verdict.Problems, one => Assert.Equal("webhook.unreadable", one.Code));
    }

    [Fact]
    public void A_delivery_without_events_is_acknowledged_without_a_complaint()
    {
        foreach (var body in new[] { "[]", """{"eventNotifications":[]}""" })
        {
            Assert.Equal(
                (200, 0, 0),
                Read(body) is var verdict ? (verdict.StatusCode, verdict.Events.Count, verdict.Problems.Count) : default
            );
        }
    }

    [Fact]
    public void The_same_content_written_otherwise_is_not_what_was_signed()
    {
        var delivery = SignedWebhooks.Sign($"[{SignedWebhooks.CloudEvent("a")}]");
        var compact = System.Text.Json.Nodes.JsonNode.Parse(delivery.Body.Span)!.ToJsonString();

        var verdict = Receiver.Verify(delivery with { Body = SignedWebhooks.Utf8(compact) }, [SignedWebhooks.JavaToken]);

        Assert.Equal(
            (401, false, "webhook.signature.wrong"),
            (verdict.StatusCode, verdict.IsAuthentic, Assert.Single(verdict.Problems).Code)
        );
    }

    [Fact]
    public void A_refusal_says_why()
    {
        var delivery = SignedWebhooks.Sign("[]");
        var unsigned = delivery with { Headers = new Dictionary<string, string>() };

        Assert.Equal("webhook.secret.missing", Assert.Single(Receiver.Verify(delivery, []).Problems).Code);
        Assert.Equal("webhook.signature.missing", Assert.Single(Receiver.Verify(unsigned, [SignedWebhooks.JavaToken]).Problems).Code);
    }

    [Fact]
    public void A_replayed_delivery_brings_the_same_keys_and_different_events_have_different_ones()
    {
        var older = $$"""
            {"eventNotifications":[{{SignedWebhooks.Notification("1")}},{{SignedWebhooks.Notification(
                "2"
            )}},{{SignedWebhooks.Notification("1", operation: "Create")}},
            {{SignedWebhooks.Notification("1", name: "Item")}}]}
            """;

        var first = Read(older).Events.Select(one => one.DedupeKey).ToList();

        Assert.Equal(first, Read(older).Events.Select(one => one.DedupeKey));
        Assert.Equal(4, first.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Ten_megabytes_are_read_when_signed_and_refused_when_not()
    {
        const int Events = 40_000;
        var body = SignedWebhooks.Utf8(
            $"[{string.Join(',', Enumerable.Range(0, Events).Select(number => SignedWebhooks.CloudEvent($"{number}")))}]"
        );
        Assert.True(body.Length > 10_000_000);

        Assert.Equal(Events, Receiver.Verify(SignedWebhooks.Sign(body, SignedWebhooks.JavaToken), [SignedWebhooks.JavaToken]).Events.Count);
        Assert.False(Receiver.Verify(SignedWebhooks.Sign(body, SignedWebhooks.DotNetToken), [SignedWebhooks.JavaToken]).IsAuthentic);
    }

    [Fact]
    [Trait("Trap", "quickbooks-16")]
    public void A_body_cut_or_changed_anywhere_never_throws()
    {
        var whole = SignedWebhooks
            .Utf8(
                $$"""{"eventNotifications":[{{SignedWebhooks.Notification("1", operation: "Merge", more: ",\"deletedId\":\"27\"")}}]}"""
            )
            .ToArray();
        for (var at = 0; at < whole.Length; at++)
        {
            AssertAcknowledged(whole[..at]);
            foreach (var other in new byte[] { 0, (byte)'"', (byte)'{', 0xff })
            {
                var changed = (byte[])whole.Clone();
                changed[at] = other;
                AssertAcknowledged(changed);
            }
        }

        static void AssertAcknowledged(byte[] body) =>
            Assert.Equal(200, Receiver.Verify(SignedWebhooks.Sign(body, SignedWebhooks.JavaToken), [SignedWebhooks.JavaToken]).StatusCode);
    }

    [Fact]
    public void Verifier_tokens_come_from_the_apps_and_each_counts()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Apps:production:ClientId"] = "p",
            ["Apps:production:ClientSecret"] = "s",
            ["Apps:production:WebhookSecrets:0"] = "another-token",
            ["Apps:production:WebhookSecrets:1"] = SignedWebhooks.JavaToken.Reveal(),
            ["Apps:sandbox:ClientId"] = "d",
            ["Apps:sandbox:ClientSecret"] = "s",
            ["Apps:sandbox:WebhookSecrets:0"] = SignedWebhooks.DotNetToken.Reveal(),
        };
        using var host = new ServiceCollection()
            .AddSequenceConnectors(connectors =>
                connectors.AddQuickBooks(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            )
            .BuildServiceProvider();
        var receiver = host.GetRequiredService<SequenceConnectors>().SurfaceOf("quickbooks").Webhooks!;

        Assert.Equal(3, receiver.Secrets.Count);
        var (sandbox, production) = (
            receiver.Verify(SignedWebhooks.DotNetVector, receiver.Secrets), receiver.Verify(SignedWebhooks.JavaVector, receiver.Secrets)
        );
        Assert.True(sandbox.IsAuthentic && production.IsAuthentic);
        Assert.Equal(["sandbox"], sandbox.Apps);
        Assert.Equal(["production"], production.Apps);
    }

    [Theory]
    [InlineData(QuickBooksWebhookFormat.CloudEvents)]
    [InlineData(QuickBooksWebhookFormat.Legacy)]
    public async Task What_a_simulated_company_sends_is_read(QuickBooksWebhookFormat format)
    {
        await using var world = await QuickBooksWorld.StartAsync();
        world.QuickBooks.Webhooks.Format = format;
        var invoice = world.Company.Invoices.First(each => each["Balance"]!.GetValue<decimal>() > 10m)["Id"]!.GetValue<string>();
        var payment = world.Company.ReceivePayment(invoice, 10m);
        world.Company.VoidInvoice(invoice);
        var sent = world.QuickBooks.Webhooks.Pending;

        var receiver = world.Session.Surface.Webhooks!;
        var verdict = receiver.Verify(RequestOf(world.QuickBooks.Webhooks.TakeNext()!), receiver.Secrets);

        Assert.Equal((200, true, 0), (verdict.StatusCode, verdict.IsAuthentic, verdict.Problems.Count));
        Assert.Equal(sent.Select(one => (one.RealmId, one.Id)), verdict.Events.Select(one => (one.AccountId, one.ExternalId)));
        Assert.Contains(
            verdict.Events,
            one => one.ExternalId == payment && one.RecordType == RecordType.Of<Payment>() && one.Kind == WebhookEventKind.Created
        );
        Assert.Contains(
            verdict.Events,
            one => one.ExternalId == invoice && one.RecordType == RecordType.Of<Invoice>() && one.Kind == WebhookEventKind.Voided
        );
        var again = receiver.Verify(RequestOf(world.QuickBooks.Webhooks.RepeatLast()!), receiver.Secrets);
        Assert.Equal(verdict.Events.Select(one => one.DedupeKey), again.Events.Select(one => one.DedupeKey));
    }

    private static WebhookVerdict Read(string body) => Receiver.Verify(SignedWebhooks.Sign(body), [SignedWebhooks.JavaToken]);

    internal static WebhookRequest RequestOf(QuickBooksWebhookDelivery delivery) => new()
    {
        Method = "POST",
        Address = new("https://host.example/webhooks/quickbooks"),
        Headers = delivery.Headers,
        Body = delivery.Body,
        ReceivedAt = Instant.FromUtc(2026, 3, 2, 12, 0),
    };
}

using System.Text;

namespace Sequence.Connectors.Conformance.Tests;

/// <summary>A connector that keeps every promise passes every suite; deriving them is all that its author writes.</summary>
public static class FakeConformanceTests
{
    public sealed class Registration() : RegistrationConformance(new FakeHarness());

    public sealed class Preflight() : PreflightConformance(new FakeHarness());

    public sealed class Authorization() : AuthorizationConformance(new FakeHarness());

    public sealed class SharedGrants() : SharedGrantConformance(new FakeHarness());

    public sealed class Reading() : RecordReaderConformance<Customer>(new FakeBench(new FakeHarness()));

    public sealed class Deletions() : DeletionConformance<Customer>(new FakeBench(new FakeHarness()));

    public sealed class Feed() : ChangeFeedConformance<Customer>(new FakeBench(new FakeHarness()));

    public sealed class Archiving() : ArchiveConformance<Customer>(new FakeBench(new FakeHarness()));

    public sealed class UnknownWords() : UnknownConformance<Customer>(new FakeBench(new FakeHarness()));

    public sealed class CursorExpiry() : CursorExpiryConformance<Customer>(new FakeBench(new FakeHarness()));

    public sealed class Writing() : RecordWriterConformance<Customer>(new FakeBench(new FakeHarness()));

    public sealed class ExactlyOnce() : ExactlyOnceConformance<Customer>(new FakeBench(new FakeHarness()));

    public sealed class Linking() : ReferenceConformance<Customer>(new FakeBench(new FakeHarness()));

    public sealed class Fields() : FieldConformance<Customer>(new FakeBench(new FakeHarness()));

    public sealed class Verbs() : VerbConformance<Customer>(new FakeBench(new FakeHarness()));

    public sealed class Webhooks : WebhookConformance
    {
        protected override IWebhookReceiver Receiver { get; } = new FakeWebhooks();

        protected override WebhookRequest Delivery => FakeWebhooks.Sign(FakeWebhooks.BodyFor("1001", "1002"), Secret);

        protected override Secret Secret { get; } = new("signing-key");
    }

    public sealed class SignedWebhooks : SignedWebhookConformance
    {
        protected override IWebhookReceiver Receiver { get; } = new FakeWebhooks();

        protected override Secret Secret { get; } = new("signing-key");

        protected override int StatusOfUnreadable => 200;

        protected override WebhookRequest Sign(ReadOnlyMemory<byte> body) => FakeWebhooks.Sign(body, Secret);

        protected override ReadOnlyMemory<byte> BodyFor(params IReadOnlyList<string> accounts) => FakeWebhooks.BodyFor([.. accounts]);

        protected override ReadOnlyMemory<byte> UnknownBody() =>
            Encoding.UTF8.GetBytes("""[{"id":"1","account":"1001","type":"mood","kind":"sighed","record":"row-1"}]""");
    }
}

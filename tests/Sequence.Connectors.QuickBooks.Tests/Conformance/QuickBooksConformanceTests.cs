using Sequence.Connectors.Conformance;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>QuickBooks keeps what every connector promises.</summary>
public static class QuickBooksConformanceTests
{
    public sealed class Registration() : RegistrationConformance(new QuickBooksHarness());

    public sealed class Preflight() : PreflightConformance(new QuickBooksHarness());

    public sealed class Authorization() : AuthorizationConformance(new QuickBooksHarness());

    public sealed class WebhooksOfTheDotNetVector : WebhookConformance
    {
        protected override IWebhookReceiver Receiver { get; } = SignedWebhooks.Receiver();

        protected override WebhookRequest Delivery => SignedWebhooks.DotNetVector;

        protected override Secret Secret => SignedWebhooks.DotNetToken;
    }

    public sealed class WebhooksOfTheJavaVector : WebhookConformance
    {
        protected override IWebhookReceiver Receiver { get; } = SignedWebhooks.Receiver();

        protected override WebhookRequest Delivery => SignedWebhooks.JavaVector;

        protected override Secret Secret => SignedWebhooks.JavaToken;
    }

    public sealed class CloudEvents : SignedWebhookConformance
    {
        protected override IWebhookReceiver Receiver { get; } = SignedWebhooks.Receiver();

        protected override Secret Secret => SignedWebhooks.JavaToken;

        protected override int StatusOfUnreadable => 200;

        protected override WebhookRequest Sign(ReadOnlyMemory<byte> body) => SignedWebhooks.Sign(body, Secret);

        protected override ReadOnlyMemory<byte> BodyFor(params IReadOnlyList<string> accounts) => SignedWebhooks.Utf8(
            $"[{string.Join(',', accounts.Select(account => SignedWebhooks.CloudEvent($"id-{account}", account)))}]");

        protected override ReadOnlyMemory<byte> UnknownBody() =>
            SignedWebhooks.Utf8($"[{SignedWebhooks.CloudEvent("id-1", "1001", type: "qbo.budget.approved.v2")}]");
    }

    public sealed class OlderWebhooks : SignedWebhookConformance
    {
        protected override IWebhookReceiver Receiver { get; } = SignedWebhooks.Receiver();

        protected override Secret Secret => SignedWebhooks.JavaToken;

        protected override int StatusOfUnreadable => 200;

        protected override WebhookRequest Sign(ReadOnlyMemory<byte> body) => SignedWebhooks.Sign(body, Secret);

        protected override ReadOnlyMemory<byte> BodyFor(params IReadOnlyList<string> accounts) => SignedWebhooks.Utf8(
            $$"""{"eventNotifications":[{{string.Join(',', accounts.Select(account => SignedWebhooks.Notification(account)))}}]}""");

        protected override ReadOnlyMemory<byte> UnknownBody() =>
            SignedWebhooks.Utf8(
                $$"""{"eventNotifications":[{{SignedWebhooks.Notification("1001", name: "Budget", operation: "Approve")}}]}"""
            );
    }

    public sealed class ReadingCustomers() : RecordReaderConformance<Customer>(new CustomerBench(new()));

    public sealed class ArchivingCustomers() : ArchiveConformance<Customer>(new CustomerBench(new()));

    public sealed class WritingCustomers() : RecordWriterConformance<Customer>(new CustomerBench(new()));

    public sealed class VerbsOfCustomers() : VerbConformance<Customer>(new CustomerBench(new()));

    public sealed class CustomersOnce() : ExactlyOnceConformance<Customer>(new CustomerBench(new()));

    public sealed class ParentsOfCustomers() : ReferenceConformance<Customer>(new CustomerBench(new()));

    public sealed class FieldsOfCustomers() : FieldConformance<Customer>(new CustomerBench(new()));

    public sealed class ReadingInvoices() : RecordReaderConformance<Invoice>(new InvoiceBench(new()));

    public sealed class DeletedInvoices() : DeletionConformance<Invoice>(new InvoiceBench(new()));

    public sealed class WritingInvoices() : RecordWriterConformance<Invoice>(new InvoiceBench(new()));

    public sealed class VerbsOfInvoices() : VerbConformance<Invoice>(new InvoiceBench(new()));

    public sealed class InvoicesOnce() : ExactlyOnceConformance<Invoice>(new InvoiceBench(new()));

    public sealed class CustomersOfInvoices() : ReferenceConformance<Invoice>(new InvoiceBench(new()));

    public sealed class ReadingCreditMemos() : RecordReaderConformance<CreditMemo>(new CreditMemoBench(new()));

    public sealed class DeletedCreditMemos() : DeletionConformance<CreditMemo>(new CreditMemoBench(new()));

    public sealed class WritingCreditMemos() : RecordWriterConformance<CreditMemo>(new CreditMemoBench(new()));

    public sealed class VerbsOfCreditMemos() : VerbConformance<CreditMemo>(new CreditMemoBench(new()));

    public sealed class CreditMemosOnce() : ExactlyOnceConformance<CreditMemo>(new CreditMemoBench(new()));

    public sealed class CustomersOfCreditMemos() : ReferenceConformance<CreditMemo>(new CreditMemoBench(new()));

    public sealed class UsesOfCredits() : VerbConformance<CreditApplication>(new CreditApplicationBench(new()));

    public sealed class ReadingPayments() : RecordReaderConformance<Payment>(new PaymentBench(new()));

    public sealed class DeletedPayments() : DeletionConformance<Payment>(new PaymentBench(new()));

    public sealed class WritingPayments() : RecordWriterConformance<Payment>(new PaymentBench(new()));

    public sealed class VerbsOfPayments() : VerbConformance<Payment>(new PaymentBench(new()));

    public sealed class PaymentsOnce() : ExactlyOnceConformance<Payment>(new PaymentBench(new()));

    public sealed class CustomersOfPayments() : ReferenceConformance<Payment>(new PaymentBench(new()));

    public sealed class ReadingProducts() : RecordReaderConformance<Product>(new ProductBench(new()));

    public sealed class ArchivingProducts() : ArchiveConformance<Product>(new ProductBench(new()));

    public sealed class WritingProducts() : RecordWriterConformance<Product>(new ProductBench(new()));

    public sealed class ProductsOnce() : ExactlyOnceConformance<Product>(new ProductBench(new()));

    public sealed class AccountsOfProducts() : ReferenceConformance<Product>(new ProductBench(new()));

    public sealed class VerbsOfProducts() : VerbConformance<Product>(new ProductBench(new()));

    public sealed class ReadingLedgerAccounts() : RecordReaderConformance<LedgerAccount>(new LedgerAccountBench(new()));

    public sealed class ArchivingLedgerAccounts() : ArchiveConformance<LedgerAccount>(new LedgerAccountBench(new()));

    public sealed class ReadingTaxRates() : RecordReaderConformance<TaxRate>(new TaxRateBench(new()));

    public sealed class ArchivingTaxRates() : ArchiveConformance<TaxRate>(new TaxRateBench(new()));

    public sealed class FeedOfCustomers() : ChangeFeedConformance<Customer>(new CustomerBench(new()));

    public sealed class FeedOfInvoices() : ChangeFeedConformance<Invoice>(new InvoiceBench(new()));

    public sealed class FeedOfCreditMemos() : ChangeFeedConformance<CreditMemo>(new CreditMemoBench(new()));

    public sealed class FeedOfPayments() : ChangeFeedConformance<Payment>(new PaymentBench(new()));

    public sealed class FeedOfProducts() : ChangeFeedConformance<Product>(new ProductBench(new()));

    public sealed class FeedOfLedgerAccounts() : ChangeFeedConformance<LedgerAccount>(new LedgerAccountBench(new()));
}

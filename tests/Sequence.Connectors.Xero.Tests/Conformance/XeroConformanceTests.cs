using Sequence.Connectors.Conformance;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>Xero keeps what every connector promises.</summary>
public static class XeroConformanceTests
{
    public sealed class Registration() : RegistrationConformance(new XeroHarness());

    public sealed class Preflight() : PreflightConformance(new XeroHarness());

    public sealed class Authorization() : AuthorizationConformance(new XeroHarness());

    public sealed class SharedGrants() : SharedGrantConformance(new XeroHarness());

    public sealed class ReadingCustomers() : RecordReaderConformance<Customer>(new CustomerBench(new()));

    public sealed class ArchivingCustomers() : ArchiveConformance<Customer>(new CustomerBench(new()));

    public sealed class WritingCustomers() : RecordWriterConformance<Customer>(new CustomerBench(new()));

    public sealed class CustomersOnce() : ExactlyOnceConformance<Customer>(new CustomerBench(new()));

    public sealed class FieldsOfCustomers() : FieldConformance<Customer>(new CustomerBench(new()));

    public sealed class VerbsOfCustomers() : VerbConformance<Customer>(new CustomerBench(new()));

    public sealed class ReadingInvoices() : RecordReaderConformance<Invoice>(new InvoiceBench(new()));

    public sealed class DeletedInvoices() : DeletionConformance<Invoice>(new InvoiceBench(new()));

    public sealed class WritingInvoices() : RecordWriterConformance<Invoice>(new InvoiceBench(new()));

    public sealed class InvoicesOnce() : ExactlyOnceConformance<Invoice>(new InvoiceBench(new()));

    public sealed class CustomersOfInvoices() : ReferenceConformance<Invoice>(new InvoiceBench(new()));

    public sealed class VerbsOfInvoices() : VerbConformance<Invoice>(new InvoiceBench(new()));

    public sealed class ReadingCreditMemos() : RecordReaderConformance<CreditMemo>(new CreditMemoBench(new()));

    public sealed class DeletedCreditMemos() : DeletionConformance<CreditMemo>(new CreditMemoBench(new()));

    public sealed class WritingCreditMemos() : RecordWriterConformance<CreditMemo>(new CreditMemoBench(new()));

    public sealed class CreditMemosOnce() : ExactlyOnceConformance<CreditMemo>(new CreditMemoBench(new()));

    public sealed class CustomersOfCreditMemos() : ReferenceConformance<CreditMemo>(new CreditMemoBench(new()));

    public sealed class VerbsOfCreditMemos() : VerbConformance<CreditMemo>(new CreditMemoBench(new()));

    public sealed class VerbsOfCreditApplications() : VerbConformance<CreditApplication>(new CreditApplicationBench(new()));

    public sealed class ReadingPayments() : RecordReaderConformance<Payment>(new PaymentBench(new()));

    public sealed class WritingPayments() : RecordWriterConformance<Payment>(new PaymentBench(OfOneCurrency()));

    public sealed class PaymentsOnce() : ExactlyOnceConformance<Payment>(new PaymentBench(OfOneCurrency()));

    public sealed class InvoicesOfPayments() : ReferenceConformance<Payment>(new PaymentBench(OfOneCurrency()));

    public sealed class VerbsOfPayments() : VerbConformance<Payment>(new PaymentBench(new()));

    public sealed class WritingBatchPayments() : RecordWriterConformance<Payment>(new BatchPaymentBench(OfOneCurrency()));

    public sealed class BatchPaymentsOnce() : ExactlyOnceConformance<Payment>(new BatchPaymentBench(OfOneCurrency()));

    public sealed class VerbsOfBatchPayments() : VerbConformance<Payment>(new BatchPaymentBench(new()));

    public sealed class ReadingProducts() : RecordReaderConformance<Product>(new ProductBench(new()));

    public sealed class WritingProducts() : RecordWriterConformance<Product>(new ProductBench(new()));

    public sealed class ProductsOnce() : ExactlyOnceConformance<Product>(new ProductBench(new()));

    public sealed class AccountsOfProducts() : ReferenceConformance<Product>(new ProductBench(new()));

    public sealed class VerbsOfProducts() : VerbConformance<Product>(new ProductBench(new()));

    public sealed class DeletedProducts() : DeletionConformance<Product>(new ProductBench(new()));

    public sealed class ReadingLedgerAccounts() : RecordReaderConformance<LedgerAccount>(new LedgerAccountBench(new()));

    public sealed class ArchivingLedgerAccounts() : ArchiveConformance<LedgerAccount>(new LedgerAccountBench(new()));

    public sealed class DeletedLedgerAccounts() : DeletionConformance<LedgerAccount>(new LedgerAccountBench(new()));

    public sealed class ReadingTaxRates() : RecordReaderConformance<TaxRate>(new TaxRateBench(new()));

    public sealed class DeletedTaxRates() : DeletionConformance<TaxRate>(new TaxRateBench(new()));

    // With several currencies, documents are looked at before they are paid.
    private static XeroHarness OfOneCurrency() =>
        new(XeroOrganisationProfile.NewZealand with { SampleData = false, MultiCurrency = false });
}

namespace Sequence.Connectors.Simulators;

/// <summary>What Xero holds the elements of one entity to.</summary>
internal abstract class XeroRules
{
    private static readonly Dictionary<XeroKind, XeroRules> Kinds = new()
    {
        [XeroKind.Contact] = new XeroContactRules(),
        [XeroKind.Invoice] = new XeroInvoiceRules(),
        [XeroKind.CreditNote] = new XeroCreditNoteRules(),
        [XeroKind.Payment] = new XeroPaymentRules(),
        [XeroKind.BatchPayment] = new XeroBatchPaymentRules(),
        [XeroKind.Item] = new XeroItemRules(),
        [XeroKind.Account] = new XeroAccountRules(),
        [XeroKind.TaxRate] = new XeroTaxRateRules(),
        [XeroKind.TrackingCategory] = new XeroTrackingRules(),
        [XeroKind.Currency] = new XeroCurrencyRules(),
    };

    public static XeroRules Of(XeroKind kind) => Kinds.GetValueOrDefault(kind) ?? throw XeroFault.NotFound();

    /// <summary>Writes the element, or names in <see cref="XeroWrite.Errors"/> why not.</summary>
    public abstract void Write(XeroWrite write);

    protected static void Keep(XeroWrite write)
    {
        if (write.Errors.Count > 0)
        {
            return;
        }

        write.Books.Stamp(write.Document);
        write.Books.Put(write.Kind, write.Document);
        write.Books.Announce(write.Kind, write.Document, write.IsNew);
    }
}

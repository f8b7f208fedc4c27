using System.Text.Json;

namespace Sequence.Connectors.QuickBooks;

/// <summary>Names of members as they travel, encoded once.</summary>
internal static class QuickBooksNames
{
    public static readonly JsonEncodedText Address = JsonEncodedText.Encode("Address");
    public static readonly JsonEncodedText Amount = JsonEncodedText.Encode("Amount");
    public static readonly JsonEncodedText BatchItemRequest = JsonEncodedText.Encode("BatchItemRequest");
    public static readonly JsonEncodedText BId = JsonEncodedText.Encode("bId");
    public static readonly JsonEncodedText BillEmail = JsonEncodedText.Encode("BillEmail");
    public static readonly JsonEncodedText CurrencyRef = JsonEncodedText.Encode("CurrencyRef");
    public static readonly JsonEncodedText CustomerMemo = JsonEncodedText.Encode("CustomerMemo");
    public static readonly JsonEncodedText CustomerRef = JsonEncodedText.Encode("CustomerRef");
    public static readonly JsonEncodedText DefaultTaxCodeRef = JsonEncodedText.Encode("DefaultTaxCodeRef");
    public static readonly JsonEncodedText DepositToAccountRef = JsonEncodedText.Encode("DepositToAccountRef");
    public static readonly JsonEncodedText Description = JsonEncodedText.Encode("Description");
    public static readonly JsonEncodedText DetailType = JsonEncodedText.Encode("DetailType");
    public static readonly JsonEncodedText DocNumber = JsonEncodedText.Encode("DocNumber");
    public static readonly JsonEncodedText DueDate = JsonEncodedText.Encode("DueDate");
    public static readonly JsonEncodedText FreeFormNumber = JsonEncodedText.Encode("FreeFormNumber");
    public static readonly JsonEncodedText IncomeAccountRef = JsonEncodedText.Encode("IncomeAccountRef");
    public static readonly JsonEncodedText ItemRef = JsonEncodedText.Encode("ItemRef");
    public static readonly JsonEncodedText Line = JsonEncodedText.Encode("Line");
    public static readonly JsonEncodedText Operation = JsonEncodedText.Encode("operation");
    public static readonly JsonEncodedText OptionsData = JsonEncodedText.Encode("optionsData");
    public static readonly JsonEncodedText ParentRef = JsonEncodedText.Encode("ParentRef");
    public static readonly JsonEncodedText PrimaryEmailAddr = JsonEncodedText.Encode("PrimaryEmailAddr");
    public static readonly JsonEncodedText PrimaryPhone = JsonEncodedText.Encode("PrimaryPhone");
    public static readonly JsonEncodedText PrivateNote = JsonEncodedText.Encode("PrivateNote");
    public static readonly JsonEncodedText Quantity = JsonEncodedText.Encode("Qty");
    public static readonly JsonEncodedText SalesItemLineDetail = JsonEncodedText.Encode("SalesItemLineDetail");
    public static readonly JsonEncodedText SalesTaxCodeRef = JsonEncodedText.Encode("SalesTaxCodeRef");
    public static readonly JsonEncodedText SalesTermRef = JsonEncodedText.Encode("SalesTermRef");
    public static readonly JsonEncodedText ServiceDate = JsonEncodedText.Encode("ServiceDate");
    public static readonly JsonEncodedText TaxCodeRef = JsonEncodedText.Encode("TaxCodeRef");
    public static readonly JsonEncodedText TxnDate = JsonEncodedText.Encode("TxnDate");
    public static readonly JsonEncodedText TxnTaxCodeRef = JsonEncodedText.Encode("TxnTaxCodeRef");
    public static readonly JsonEncodedText UnitPrice = JsonEncodedText.Encode("UnitPrice");
    public static readonly JsonEncodedText Uri = JsonEncodedText.Encode("URI");
    public static readonly JsonEncodedText Value = JsonEncodedText.Encode("value");
    public static readonly JsonEncodedText WebAddr = JsonEncodedText.Encode("WebAddr");
}

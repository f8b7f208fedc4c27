using System.Text.Json;

namespace Sequence.Connectors.Xero;

/// <summary>Names of members as they travel, encoded once.</summary>
internal static class XeroNames
{
    public static readonly JsonEncodedText AccountCode = JsonEncodedText.Encode("AccountCode");
    public static readonly JsonEncodedText AccountID = JsonEncodedText.Encode("AccountID");
    public static readonly JsonEncodedText Date = JsonEncodedText.Encode("Date");
    public static readonly JsonEncodedText Description = JsonEncodedText.Encode("Description");
    public static readonly JsonEncodedText DueDate = JsonEncodedText.Encode("DueDate");
    public static readonly JsonEncodedText ItemCode = JsonEncodedText.Encode("ItemCode");
    public static readonly JsonEncodedText LineAmount = JsonEncodedText.Encode("LineAmount");
    public static readonly JsonEncodedText LineItemID = JsonEncodedText.Encode("LineItemID");
    public static readonly JsonEncodedText LineItems = JsonEncodedText.Encode("LineItems");
    public static readonly JsonEncodedText Quantity = JsonEncodedText.Encode("Quantity");
    public static readonly JsonEncodedText TaxAmount = JsonEncodedText.Encode("TaxAmount");
    public static readonly JsonEncodedText TaxType = JsonEncodedText.Encode("TaxType");
    public static readonly JsonEncodedText UnitAmount = JsonEncodedText.Encode("UnitAmount");
}

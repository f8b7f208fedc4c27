using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>Documents as Xero shows them: serialised dates, amounts with their places, what is linked, nothing that is null.</summary>
internal sealed class XeroViews(XeroBooks books, int unitDecimals)
{
    /// <summary>The invoices that are open, by contact.</summary>
    private readonly Lazy<ILookup<string?, JsonObject>> open = new(() => books.Store.All("Invoice")
        .Where(each => each.Text("Status") == "AUTHORISED" && each.Text("Type") == "ACCREC")
        .ToLookup(each => each.Text("ContactID")));

    public JsonObject Show(XeroKind kind, JsonObject document, XeroDetail detail = XeroDetail.Full) => kind.Name switch
    {
        "Contact" => XeroContactView.Show(books, document, detail, open),
        "Invoice" => Invoice(document, detail),
        "CreditNote" => CreditNote(document, detail),
        "Payment" => Payment(document),
        "BatchPayment" => BatchPayment(document),
        _ => Plain(document),
    };

    /// <summary>A document whose members are shown as they are kept.</summary>
    public static JsonObject Plain(JsonObject document)
    {
        var view = document.Clone();
        foreach (var member in (string[])["UpdatedDateUTC", "CreatedDateUTC"])
        {
            if (view.Text(member) is { } time)
            {
                view[member] = XeroDates.Wire(XeroDates.Instant(time));
            }
        }

        return view;
    }

    public static decimal Amount(JsonObject? document, string member) => Amount(document.Number(member) ?? 0);

    public static decimal Amount(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero) + 0.00m;

    private JsonObject Invoice(JsonObject document, XeroDetail detail)
    {
        var view = new JsonObject
        {
            ["Type"] = document.Text("Type"),
            ["InvoiceID"] = document.Text("InvoiceID"),
            ["InvoiceNumber"] = document.Text("InvoiceNumber"),
            ["Reference"] = document.Text("Reference") ?? "",
        };
        if (detail != XeroDetail.Summary)
        {
            view["Payments"] = Payments(document);
            view["CreditNotes"] = JsonMembers.Array(document.Objects("Allocations").Select(Credit));
        }

        (view["Prepayments"], view["Overpayments"]) = (new JsonArray(), new JsonArray());
        foreach (var member in (string[])["AmountDue", "AmountPaid", "AmountCredited"])
        {
            view[member] = Amount(document, member);
        }

        view["SentToContact"] = document.Flag("SentToContact") == true;
        Days(document, view, "ExpectedPaymentDate", "PlannedPaymentDate", "FullyPaidOnDate");
        Copy(document, view, ["BrandingThemeID", "Url"]);
        view["IsDiscounted"] = document.Objects("LineItems")
            .Any(line => (line.Number("DiscountRate") ?? line.Number("DiscountAmount") ?? 0) != 0);
        if (detail != XeroDetail.Summary)
        {
            view["HasAttachments"] = false;
        }

        Body(document, view, detail);
        return view;
    }

    private JsonObject CreditNote(JsonObject document, XeroDetail detail)
    {
        var view = new JsonObject
        {
            ["CreditNoteID"] = document.Text("CreditNoteID"),
            ["CreditNoteNumber"] = document.Text("CreditNoteNumber"),
            ["ID"] = document.Text("CreditNoteID"),
            ["Payments"] = Payments(document),
            ["Type"] = document.Text("Type"),
            ["Reference"] = document.Text("Reference") ?? "",
            ["RemainingCredit"] = Amount(document, "RemainingCredit"),
            ["SentToContact"] = false,
            ["Allocations"] = JsonMembers.Array(document.Objects("Allocations").Select(Allocation)),
            ["HasAttachments"] = false,
        };
        Days(document, view, "FullyPaidOnDate");
        Copy(document, view, ["BrandingThemeID"]);
        Body(document, view, detail);
        return view;
    }

    /// <summary>What follows in invoices and credit notes alike.</summary>
    private void Body(JsonObject document, JsonObject view, XeroDetail detail)
    {
        view["HasErrors"] = false;
        view["Contact"] = detail == XeroDetail.Full ? Nested(document) : Stub(document);
        if (detail == XeroDetail.Full)
        {
            view["CurrencyRate"] = (document.Number("CurrencyRate") ?? 1) + 0.0000000000m;
        }

        Days(document, view, "Date", "DueDate");
        foreach (var member in (string[])["Date", "DueDate"])
        {
            if (document.Date(member) is { } day)
            {
                view[member + "String"] = XeroDates.Local(day);
            }
        }

        (view["Status"], view["LineAmountTypes"]) = (document.Text("Status"), document.Text("LineAmountTypes"));
        if (detail != XeroDetail.Summary)
        {
            view["LineItems"] = detail == XeroDetail.List ? [] : JsonMembers.Array(document.Objects("LineItems").Select(Line));
        }

        foreach (var member in (string[])["SubTotal", "TotalTax", "Total"])
        {
            view[member] = Amount(document, member);
        }

        Updated(document, view, withText: true);
        view["CurrencyCode"] = document.Text("CurrencyCode");
    }

    private JsonObject Payment(JsonObject document)
    {
        var view = new JsonObject { ["PaymentID"] = document.Text("PaymentID") };
        Days(document, view, "Date");
        (view["BankAmount"], view["Amount"]) = (Amount(document, "BankAmount"), Amount(document, "Amount"));
        view["Reference"] = document.Text("Reference") ?? "";
        view["CurrencyRate"] = (document.Number("CurrencyRate") ?? 1) + 0.0000000000m;
        Copy(document, view, ["PaymentType", "Status"]);
        Updated(document, view, withText: true);
        (view["HasAccount"], view["IsReconciled"]) = (true, document.Flag("IsReconciled") == true);
        var account = books.Store.Find("Account", document.Text("AccountID"));
        view["Account"] = new JsonObject
        {
            ["AccountID"] = account.Text("AccountID"), ["Code"] = account.Text("Code"), ["Name"] = account.Text("Name"),
        };
        if (account.Text("Code") is null)
        {
            ((JsonObject)view["Account"]!).Remove("Code");
        }

        // Xero: a payment of a credit note shows the note under Invoice too, with the note's id and type.
        var note = books.Store.Find("CreditNote", document.Text("CreditNoteID"));
        var paid = note ?? books.Store.Find("Invoice", document.Text("InvoiceID"))!;
        view["Invoice"] = new JsonObject
        {
            ["Type"] = paid.Text("Type"),
            ["InvoiceID"] = paid.Text("InvoiceID") ?? paid.Text("CreditNoteID"),
            ["InvoiceNumber"] = paid.Text("InvoiceNumber") ?? paid.Text("CreditNoteNumber"),
            ["IsDiscounted"] = false,
            ["HasErrors"] = false,
            ["LineItems"] = new JsonArray(),
            ["Contact"] = Stub(paid),
            ["CurrencyCode"] = paid.Text("CurrencyCode"),
        };
        if (note is not null)
        {
            view["CreditNote"] = new JsonObject
            {
                ["CreditNoteID"] = note.Text("CreditNoteID"), ["CreditNoteNumber"] = note.Text("CreditNoteNumber"), ["HasErrors"] = false,
            };
        }

        if (books.Store.Find("BatchPayment", document.Text("BatchPaymentID")) is { } batch)
        {
            view["BatchPaymentID"] = batch.Text("BatchPaymentID");
            view["BatchPayment"] = BatchHead(batch);
        }

        view["HasValidationErrors"] = false;
        return view;
    }

    private JsonObject BatchPayment(JsonObject document)
    {
        var view = BatchHead(document);
        view["DateString"] = XeroDates.Local(document.Date("Date")!.Value);
        view["Payments"] = JsonMembers.Array(((JsonArray)document["PaymentIDs"]!).Select(id =>
        {
            // Of a part its invoice, its id and its amount are shown, and nothing else.
            var payment = books.Store.Find("Payment", id!.GetValue<string>())!;
            return new JsonObject
            {
                ["Invoice"] = new JsonObject
                {
                    ["InvoiceID"] = payment.Text("InvoiceID"),
                    ["CurrencyCode"] = books.Store.Find("Invoice", payment.Text("InvoiceID")).Text("CurrencyCode"),
                    ["HasErrors"] = false,
                    ["IsDiscounted"] = false,
                    ["LineItems"] = new JsonArray(),
                },
                ["PaymentID"] = payment.Text("PaymentID"),
                ["Amount"] = Amount(payment, "Amount"),
                ["BankAmount"] = Amount(payment, "BankAmount"),
            };
        }));
        return view;
    }

    private JsonObject BatchHead(JsonObject document)
    {
        var account = books.Store.Find("Account", document.Text("AccountID"));
        var view = new JsonObject { ["Account"] = new JsonObject { ["AccountID"] = account.Text("AccountID") } };
        Copy(document, view, ["Reference", "Details", "Narrative", "BatchPaymentID"]);
        Days(document, view, "Date");
        Copy(document, view, ["Type", "Status"]);
        view["TotalAmount"] = Amount(document, "TotalAmount");
        Updated(document, view, withText: false);
        view["IsReconciled"] = document.Flag("IsReconciled") == true;
        return view;
    }

    public JsonObject Allocation(JsonObject allocation) => new()
    {
        ["AllocationID"] = allocation.Text("AllocationID"),
        ["Amount"] = Amount(allocation, "Amount"),
        ["Date"] = XeroDates.Wire(allocation.Date("Date")!.Value),
        ["IsDeleted"] = false,
        ["Invoice"] = new JsonObject
        {
            ["InvoiceID"] = allocation.Text("InvoiceID"),
            ["InvoiceNumber"] = books.Store.Find("Invoice", allocation.Text("InvoiceID")).Text("InvoiceNumber"),
            ["HasErrors"] = false,
            ["IsDiscounted"] = false,
        },
    };

    private JsonObject Credit(JsonObject allocation)
    {
        var note = books.Store.Find("CreditNote", allocation.Text("CreditNoteID"))!;
        return new JsonObject
        {
            ["CreditNoteID"] = note.Text("CreditNoteID"),
            ["CreditNoteNumber"] = note.Text("CreditNoteNumber"),
            ["ID"] = note.Text("CreditNoteID"),
            ["HasErrors"] = false,
            ["AppliedAmount"] = Amount(allocation, "Amount"),
            ["DateString"] = XeroDates.Local(note.Date("Date")!.Value),
            ["Date"] = XeroDates.Wire(note.Date("Date")!.Value),
            ["LineItems"] = new JsonArray(),
            ["Total"] = Amount(note, "Total"),
        };
    }

    private JsonArray Payments(JsonObject document) => JsonMembers.Array(((JsonArray)document["PaymentIDs"]!).Select(id =>
    {
        var payment = books.Store.Find("Payment", id!.GetValue<string>())!;
        return new JsonObject
        {
            ["PaymentID"] = payment.Text("PaymentID"),
            ["Date"] = XeroDates.Wire(payment.Date("Date")!.Value),
            ["Amount"] = Amount(payment, "Amount"),
            ["Reference"] = payment.Text("Reference") ?? "",
            ["CurrencyRate"] = (payment.Number("CurrencyRate") ?? 1) + 0.0000000000m,
            ["HasAccount"] = false,
            ["HasValidationErrors"] = false,
        };
    }));

    private JsonObject Line(JsonObject line)
    {
        var view = new JsonObject();
        Copy(line, view, ["LineItemID", "Description", "ItemCode", "TaxType", "AccountCode", "AccountID", "Item"]);
        if (line.Number("UnitAmount") is { } unit)
        {
            view["UnitAmount"] = decimal.Round(unit, unitDecimals, MidpointRounding.AwayFromZero) + (unitDecimals == 4 ? 0.0000m : 0.00m);
            view["Quantity"] = (line.Number("Quantity") ?? 0) + 0.0000m;
            (view["TaxAmount"], view["LineAmount"]) = (Amount(line, "TaxAmount"), Amount(line, "LineAmount"));
        }

        Copy(line, view, ["DiscountRate", "DiscountAmount"]);
        view["Tracking"] = line["Tracking"]?.DeepClone() ?? new JsonArray();
        view["ValidationErrors"] = new JsonArray();
        return view;
    }

    private JsonObject Nested(JsonObject document)
    {
        var view = XeroContactView.Show(books, books.Store.Find("Contact", document.Text("ContactID"))!, XeroDetail.List, open);
        view.Remove("PaymentTerms");
        view.Remove("HasAttachments");
        return view;
    }

    private JsonObject Stub(JsonObject document) => new()
    {
        ["ContactID"] = document.Text("ContactID"),
        ["Name"] = books.Store.Find("Contact", document.Text("ContactID")).Text("Name"),
        ["ContactPersons"] = new JsonArray(),
        ["Addresses"] = new JsonArray(),
        ["Phones"] = new JsonArray(),
        ["ContactGroups"] = new JsonArray(),
        ["HasValidationErrors"] = false,
    };

    private static void Days(JsonObject document, JsonObject view, params string[] members)
    {
        foreach (var member in members)
        {
            if (document.Date(member) is { } day)
            {
                view[member] = XeroDates.Wire(day);
            }
        }
    }

    public static void Updated(JsonObject document, JsonObject view, bool withText)
    {
        var at = XeroDates.Instant(document.Text("UpdatedDateUTC")!);
        view["UpdatedDateUTC"] = XeroDates.Wire(at);
        if (withText)
        {
            view["UpdatedDateUTCString"] = XeroDates.Utc(at);
        }
    }

    public static void Copy(JsonObject from, JsonObject to, string[] members)
    {
        foreach (var member in members)
        {
            if (from[member] is { } value)
            {
                to[member] = value.DeepClone();
            }
        }
    }
}

using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>What can be done with one document beside reading and writing it.</summary>
internal sealed class XeroDocuments(XeroBooks books, XeroLimits limits)
{
    private const int MostHistoryCharacters = 2500;

    /// <summary>Mails an invoice to its contact: 204, and the invoice counts as sent.</summary>
    public SimulatedResponse Email(string id)
    {
        var invoice = books.Read(XeroKind.Invoice, id);
        var address = books.Store.Find("Contact", invoice.Text("ContactID")).Text("EmailAddress");
        var refusal = invoice.Text("Type") != "ACCREC" || invoice.Text("Status") is not ("SUBMITTED" or "AUTHORISED" or "PAID")
                ? "Invoice not of valid status for emailing"
            : string.IsNullOrEmpty(address) ? "The contact of this invoice has no email address"
            : books.Mail.Count(mail => books.Now - mail.At < TimeSpan.FromDays(1)) >= limits.MailsPerDay
                ? "The daily email rate limit has been reached"
            : null;
        if (refusal is not null)
        {
            throw new XeroFault(
                XeroBodies.Validation(
                    [new JsonObject
                    {
                        ["InvoiceID"] = invoice.Text("InvoiceID"),
                        ["ValidationErrors"] = new JsonArray(new JsonObject { ["Message"] = refusal }),
                    }]),
                refusal);
        }

        books.Mail.Add(new SimulatedMail("Invoice", invoice.Text("InvoiceID")!, address!, books.Now));
        var sent = invoice.Clone();
        sent["SentToContact"] = true;
        books.Stamp(sent);
        books.Put(XeroKind.Invoice, sent);
        books.Announce(XeroKind.Invoice, sent, isNew: false);
        return SimulatedResponse.Empty(204);
    }

    /// <summary>Where the customer sees the invoice; drafts have no such page.</summary>
    public JsonObject OnlineInvoice(string id)
    {
        var invoice = books.Read(XeroKind.Invoice, id);
        var hasPage = invoice.Text("Type") == "ACCREC" && invoice.Text("Status") is "AUTHORISED" or "PAID";
        var address = "https://in.xero.com/" + invoice.Text("InvoiceID")!.Replace("-", "", StringComparison.Ordinal);
        return new JsonObject
        {
            ["OnlineInvoices"] = hasPage ? new JsonArray(new JsonObject { ["OnlineInvoiceUrl"] = address }) : [],
        };
    }

    public SimulatedResponse Pdf(XeroKind kind, string id)
    {
        var document = books.Read(kind, id);
        var title = $"{kind.Name} {document.Text(kind.Name + "Number")} {document.Number("Total")?.Invariant()}";
        return new SimulatedResponse(200, "application/pdf", SimulatedPdf.Render(title));
    }

    public JsonObject History(XeroKind kind, string id)
    {
        var recordId = books.Read(kind, id).Text(kind.IdMember)!;
        return new JsonObject { ["HistoryRecords"] = JsonMembers.Array((books.History.GetValueOrDefault(recordId) ?? []).Select(Show)) };
    }

    public JsonObject AddHistory(XeroKind kind, string id, string body)
    {
        var recordId = books.Read(kind, id).Text(kind.IdMember)!;
        var notes = XeroBatch.Elements("HistoryRecords", body);
        if (notes.Exists(note => note.Text("Details") is not { Length: > 0 and <= MostHistoryCharacters }))
        {
            throw XeroFault.Validation($"Details must have 1 to {MostHistoryCharacters.Invariant()} characters.");
        }

        notes.ForEach(note => books.Note(recordId, "Note", note.Text("Details")!));
        return new JsonObject { ["HistoryRecords"] = JsonMembers.Array(books.History[recordId].TakeLast(notes.Count).Select(Show)) };
    }

    /// <summary>A bare object without an envelope, whose Invoice is a list.</summary>
    public JsonObject Release(string noteId, string allocationId)
    {
        var allocation = XeroCreditNoteRules.Release(books, noteId, allocationId);
        return new JsonObject
        {
            ["AllocationId"] = allocation.Text("AllocationID"),
            ["Date"] = XeroDates.Wire(allocation.Date("Date")!.Value),
            ["Invoice"] = new JsonArray(new JsonObject { ["InvoiceID"] = allocation.Text("InvoiceID") }),
            ["IsDeleted"] = true,
        };
    }

    public JsonObject AddOption(string categoryId, string body) => new()
    {
        ["Options"] = JsonMembers.Array(
            XeroBatch.Elements("Options", body).Select(option => XeroTrackingRules.AddOption(books, categoryId, option).Clone()).ToList()),
    };

    public SimulatedResponse DeleteItem(string id)
    {
        var item = books.Read(XeroKind.Item, id);
        if (item.Flag("IsTrackedAsInventory") == true)
        {
            // Users report the refusal, and not its words: https://github.com/waynerobinson/xeroizer/issues/475
            var echo = item.Clone();
            echo["ValidationErrors"] = new JsonArray(
                new JsonObject { ["Message"] = "An item that is tracked as inventory cannot be deleted." }
            );
            return XeroBodies.Validation([echo]);
        }

        books.Store.Remove("Item", item.Text("ItemID")!);
        return SimulatedResponse.Empty(204);
    }

    private static JsonObject Show(JsonObject note)
    {
        var at = XeroDates.Instant(note.Text("DateUTC")!);
        return new JsonObject
        {
            ["Changes"] = note.Text("Changes"),
            ["DateUTCString"] = at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", System.Globalization.CultureInfo.InvariantCulture),
            ["DateUTC"] = XeroDates.Wire(at),
            ["User"] = note.Text("User"),
            ["Details"] = note.Text("Details"),
        };
    }
}

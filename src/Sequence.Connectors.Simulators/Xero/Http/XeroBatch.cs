using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>
/// A PUT or POST of one element or many. Unless summarizeErrors=false, one bad element refuses all with 400; otherwise each is answered by
/// itself, and those that were refused show what was sent, not what Xero has.
/// </summary>
internal sealed class XeroBatch(XeroBooks books, SimulatedRequest request, int unitDecimals)
{
    private bool Summarizes => request.Parameter("summarizeErrors")?.Equals("false", StringComparison.OrdinalIgnoreCase) != true;

    public SimulatedResponse Run(XeroKind kind, string? pathId, int? appliedItems)
    {
        var elements = Elements(kind.Plural, request.Body);
        var writes = new List<XeroWrite>();
        foreach (var element in elements.Take(appliedItems ?? elements.Count))
        {
            writes.Add(books.Write(kind, element, creates: request.Method == "PUT", unitDecimals, pathId));
        }

        if (Summarizes && writes.Exists(write => write.Errors.Count > 0))
        {
            throw new XeroFault(
                XeroBodies.Validation(writes.Where(write => write.Errors.Count > 0).Select(Refused)), "validation");
        }

        books.Commit();
        var views = new XeroViews(books, unitDecimals);
        return Success(kind.Plural, writes.Select(write => write.Errors.Count > 0 ? Refused(write) : Done(write, views)));
    }

    /// <summary>Allocates a credit note; each element is added to what was allocated before.</summary>
    public SimulatedResponse Allocate(string noteId)
    {
        var answers = new List<JsonObject>();
        var refused = new List<JsonObject>();
        foreach (var element in Elements("Allocations", request.Body))
        {
            var (allocation, refusal) = XeroCreditNoteRules.Allocate(books, noteId, element);
            var answer = allocation is null ? element.Clone() : new XeroViews(books, unitDecimals).Allocation(allocation);
            answer["ValidationErrors"] = Messages(refusal is null ? [] : [refusal]);
            (refusal is null ? answers : refused).Add(answer);
            if (!Summarizes)
            {
                answer["StatusAttributeString"] = refusal is null ? "OK" : "ERROR";
            }
        }

        if (Summarizes && refused.Count > 0)
        {
            throw new XeroFault(XeroBodies.Validation(refused), "validation");
        }

        books.Commit();
        return Success("Allocations", answers.Concat(refused));
    }

    /// <summary>One object, or a list under the plural name in any case.</summary>
    public static List<JsonObject> Elements(string plural, string body)
    {
        var content = JsonMembers.ParseObject(body);
        var (key, list) = content.FirstOrDefault(each => each.Key.Equals(plural, StringComparison.OrdinalIgnoreCase));
        return key is null ? [content.Clone()] : list switch
        {
            JsonArray array => [.. array.OfType<JsonObject>().Select(JsonMembers.Clone)],
            JsonObject one => [one.Clone()],
            _ => throw new JsonException($"{plural} is not a list."),
        };
    }

    private SimulatedResponse Success(string plural, IEnumerable<JsonNode> elements) =>
        XeroBodies.Success(new JsonObject { [plural] = JsonMembers.Array(elements) }, books.Now);

    private JsonObject Done(XeroWrite write, XeroViews views)
    {
        var view = views.Show(write.Kind, books.Store.Find(write.Kind.Name, write.Document.Text(write.Kind.IdMember))!);
        write.Disguise?.Invoke(view);
        if (!Summarizes)
        {
            view["StatusAttributeString"] = "OK";
        }

        return view;
    }

    private JsonObject Refused(XeroWrite write)
    {
        var echo = write.Sent.Clone();
        if (write.Kind != XeroKind.TaxRate && write.Kind != XeroKind.Currency)
        {
            echo[write.Kind.IdMember] ??= write.PathId ?? write.Before.Text(write.Kind.IdMember) ?? Guid.Empty.ToString();
        }

        if (!Summarizes)
        {
            echo["StatusAttributeString"] = "ERROR";
        }

        if (write.Kind.Name is "Invoice" or "CreditNote")
        {
            echo["HasErrors"] = true;
        }
        else if (write.Kind.Name is "Contact" or "Payment" or "BatchPayment")
        {
            echo["HasValidationErrors"] = true;
        }

        echo["ValidationErrors"] = Messages(write.Errors);
        return echo;
    }

    private static JsonArray Messages(IEnumerable<string> messages) =>
        JsonMembers.Array(messages.Select(message => new JsonObject { ["Message"] = message }));
}

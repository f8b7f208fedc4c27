using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>One create or update under way: the document as it stands, as it will be, and the request that asks for it.</summary>
internal sealed class DocumentWrite
{
    public required CompanyBooks Books { get; init; }

    public required JsonObject Body { get; init; }

    public required JsonObject? Before { get; init; }

    public required JsonObject Document { get; init; }

    public required bool AllowDuplicateNumber { get; init; }

    public required DateTimeOffset Now { get; init; }

    public CompanyStore Store => Books.Store;

    public QuickBooksCompanyProfile Profile => Books.Profile;

    /// <summary>
    /// Checks the reference in <paramref name="member"/> and writes the name that QuickBooks shows beside it. Null when the member is
    /// absent.
    /// </summary>
    public JsonObject? Resolve(JsonObject document, string member, string entity, string list, string nameMember)
    {
        if (document.Object(member) is null)
        {
            return null;
        }

        var id = document.Ref(member) ?? throw QuickBooksFaultException.Required($"{member}.value");
        var target = Store.Find(entity, id) ?? throw QuickBooksFaultException.InvalidReference(list, id);
        if (target.Flag("Active") == false && Before.Ref(member) != id)
        {
            throw QuickBooksFaultException.NotFound();
        }

        document[member] = JsonMembers.Reference(id, target.Text(nameMember));
        return target;
    }
}

using System.Collections;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>The documents of one entity as they are now, ordered by id; each is a copy.</summary>
public sealed class QuickBooksDocumentSet : IReadOnlyCollection<JsonObject>
{
    private readonly CompanyBooks books;
    private readonly string entity;

    internal QuickBooksDocumentSet(CompanyBooks books, string entity)
    {
        this.books = books;
        this.entity = entity;
    }

    /// <inheritdoc />
    public int Count
    {
        get { lock (books.Gate) { return books.Store.All(entity).Count; } }
    }

    /// <summary>The document with the given id; null when there is none or it was deleted.</summary>
    public JsonObject? Find(string id)
    {
        lock (books.Gate)
        {
            return books.Store.Find(entity, id)?.Clone();
        }
    }

    /// <summary>
    /// The first document whose text member has the given value, such as DisplayName or DocNumber; null when there is none.
    /// </summary>
    public JsonObject? FindBy(string member, string value) => this.FirstOrDefault(document => document.Text(member) == value);

    /// <inheritdoc />
    public IEnumerator<JsonObject> GetEnumerator()
    {
        List<JsonObject> copies;
        lock (books.Gate)
        {
            var ordered = books.Store.All(entity).OrderBy(document => document.Text("Id")!, CompanyStore.IdOrder.Instance);
            copies = [.. ordered.Select(JsonMembers.Clone)];
        }

        return copies.GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

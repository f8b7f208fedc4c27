using System.Collections;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>The documents of one entity as they are now, in the system's own order; each is a copy.</summary>
public sealed class SimulatedDocumentSet : IReadOnlyCollection<JsonObject>
{
    private readonly Lock gate;
    private readonly Func<int> count;
    private readonly Func<List<JsonObject>> copies;
    private readonly Func<string, JsonObject?> copy;

    internal SimulatedDocumentSet(Lock gate, Func<int> count, Func<List<JsonObject>> copies, Func<string, JsonObject?> copy)
    {
        this.gate = gate;
        this.count = count;
        this.copies = copies;
        this.copy = copy;
    }

    /// <inheritdoc />
    public int Count
    {
        get { lock (gate) { return count(); } }
    }

    /// <summary>The document with the given id; null when there is none or it was deleted.</summary>
    public JsonObject? Find(string id)
    {
        lock (gate)
        {
            return copy(id);
        }
    }

    /// <summary>The first document whose text member has the given value, such as a name or a number; null when there is none.</summary>
    public JsonObject? FindBy(string member, string value) => this.FirstOrDefault(document => document.Text(member) == value);

    /// <inheritdoc />
    public IEnumerator<JsonObject> GetEnumerator()
    {
        List<JsonObject> now;
        lock (gate)
        {
            now = copies();
        }

        return now.GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>What QuickBooks checks, fills in and works out when a document of one entity is saved.</summary>
internal abstract class EntityRules(string name)
{
    public string Name { get; } = name;

    public QuickBooksSchema Schema { get; } = QuickBooksSchemas.Class(name);

    public virtual bool CanCreate => true;

    public virtual bool CanUpdate => true;

    /// <summary>Which counter numbers new documents: transactions share one, names share one, each list has its own.</summary>
    public virtual string Counter => Name;

    /// <summary>Members that a full update keeps although callers may set them at creation only.</summary>
    public virtual IReadOnlyList<string> KeptOnFullUpdate => [];

    /// <summary>Completes <see cref="DocumentWrite.Document"/>, or refuses it with a fault.</summary>
    public abstract void Complete(DocumentWrite write);

    /// <summary>Runs after the document is stored: links to others move here.</summary>
    public virtual void Stored(DocumentWrite write)
    {
    }

    protected static void Default(JsonObject document, string name, JsonNode value)
    {
        if (document[name] is null)
        {
            document[name] = value;
        }
    }

    /// <summary>Gives every address of the document an id of its own, as QuickBooks does.</summary>
    protected static void NumberAddresses(DocumentWrite write, params ReadOnlySpan<string> members)
    {
        foreach (var member in members)
        {
            if (write.Document.Object(member) is { } address)
            {
                address["Id"] = write.Before.Object(member).Text("Id") ?? address.Text("Id") ?? write.Store.NextId("Address");
            }
        }
    }
}

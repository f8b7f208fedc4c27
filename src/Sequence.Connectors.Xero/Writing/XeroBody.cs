using System.Text.Json;

namespace Sequence.Connectors.Xero;

/// <summary>The body of one element while it is made.</summary>
internal sealed class XeroBody(Utf8JsonWriter json, bool isUpdate, bool isMarked, Func<string, bool> owns)
    : RecordBody(XeroFacts.Name, json, isUpdate, owns)
{
    /// <summary>
    /// Whether what the host lacks is taken away: never on a record that it has not written before.
    /// </summary>
    public override bool Clears => IsUpdate && !isMarked;

    /// <summary>The record as it stands, where it was looked at; null on a creation.</summary>
    public XeroWritten? Before { get; init; }

    /// <summary>Whether the mark of the intent goes with it: on a creation, and on the change of what a lost one made.</summary>
    public bool IsMarked => isMarked;

    /// <summary>The lines, in the order in which they are sent.</summary>
    public IReadOnlyList<XeroSentLine> Lines { get; set; } = [];
}

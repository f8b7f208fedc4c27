using System.Xml.Linq;

namespace Sequence.Connectors.TestKit;

/// <summary>The types of a set of schema files, translated to JSON as QuickBooks does: elements and attributes are members,
/// <c>maxOccurs="unbounded"</c> is an array, text beside attributes is <c>value</c>, a substitution group is one member per
/// entity.</summary>
internal sealed class XsdTypes
{
    private static readonly XNamespace Xs = "http://www.w3.org/2001/XMLSchema";

    private readonly Dictionary<string, XElement> complex = [];
    private readonly Dictionary<string, XElement> simple = [];
    private readonly Dictionary<string, XElement> elements = [];
    private readonly Dictionary<string, XElement> groups = [];
    private readonly Dictionary<string, XsdType> built = [];
    private readonly Dictionary<string, (string Name, XsdType Type)> answers = new(StringComparer.OrdinalIgnoreCase);

    private XsdTypes()
    {
    }

    public static XsdTypes Read(string directory)
    {
        var types = new XsdTypes();
        foreach (var file in Directory.EnumerateFiles(directory, "*.xsd").Order(StringComparer.Ordinal))
        {
            foreach (var node in XDocument.Load(file).Root!.Elements())
            {
                types.TableOf(node.Name.LocalName)?.Add((string)node.Attribute("name")!, node);
            }
        }

        foreach (var (name, element) in types.elements)
        {
            types.answers.Add(name, (name, types.TypeOf(element)));   // all at once: what tests share must not change
        }

        return types;
    }

    /// <summary>The element of a name in any casing, with its type; null where there is none.</summary>
    public (string Name, XsdType Type)? Element(string name) => answers.TryGetValue(name, out var found) ? found : null;

    private Dictionary<string, XElement>? TableOf(string kind) => kind switch
    {
        "complexType" => complex,
        "simpleType" => simple,
        "element" => elements,
        "group" => groups,
        _ => null,
    };

    private XsdType TypeOf(XElement node)
    {
        var inner = node.Element(Xs + "complexType") ?? node.Element(Xs + "simpleType");
        return inner is null
            ? Named((string?)node.Attribute("type") ?? "xs:string")
            : Build((string)node.Attribute("name")!, inner, _ => { });
    }

    private XsdType Named(string name)
    {
        if (built.TryGetValue(name, out var type))
        {
            return type;
        }

        if (complex.TryGetValue(name, out var node) || simple.TryGetValue(name, out node))
        {
            return Build(name, node, unfinished => built[name] = unfinished);   // kept before its members: types refer to themselves
        }

        return built[name] = new(name) { Primitive = name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..] };
    }

    private XsdType Build(string name, XElement node, Action<XsdType> keep)
    {
        var type = new XsdType(name);
        keep(type);
        if (node.Name == Xs + "complexType")
        {
            var members = new Dictionary<string, XsdMember>();
            type.Members = members;
            Collect(node, many: false, type, members);
            return type;
        }

        type.Values = [.. node.Descendants(Xs + "enumeration").Select(value => (string)value.Attribute("value")!)];
        var parent = (string?)node.Element(Xs + "restriction")?.Attribute("base");
        type.Primitive = parent is null ? "string" : Named(parent).Primitive;
        return type;
    }

    private void Collect(XElement node, bool many, XsdType type, Dictionary<string, XsdMember> members)
    {
        foreach (var child in node.Elements())
        {
            var repeated = many || (string?)child.Attribute("maxOccurs") == "unbounded";
            switch (child.Name.LocalName)
            {
                case "element":
                    foreach (var element in Referred(child))
                    {
                        members[(string)element.Attribute("name")!] = new(TypeOf(element), repeated);
                    }

                    break;
                case "attribute":
                    members[(string)child.Attribute("name")!] = new(TypeOf(child), Many: false);
                    break;
                case "any":
                    type.IsOpen = true;
                    break;
                case "group":
                    Collect(groups[(string)child.Attribute("ref")!], repeated, type, members);
                    break;
                case "extension":
                    Extend((string)child.Attribute("base")!, type, members);
                    Collect(child, many, type, members);
                    break;
                case "sequence" or "choice" or "all" or "complexContent" or "simpleContent":
                    Collect(child, repeated, type, members);
                    break;
            }
        }
    }

    private void Extend(string parent, XsdType type, Dictionary<string, XsdMember> members)
    {
        if (complex.TryGetValue(parent, out var node))
        {
            Collect(node, many: false, type, members);
        }
        else
        {
            members["value"] = new(Named(parent), Many: false);
        }
    }

    /// <summary>The element itself, or what may stand where it refers to: the referred one unless abstract, and its substitutes.</summary>
    private IEnumerable<XElement> Referred(XElement element) => (string?)element.Attribute("ref") switch
    {
        null => [element],
        var name => elements.Values.Where(candidate => (string?)candidate.Attribute("substitutionGroup") == name
            || ((string?)candidate.Attribute("name") == name && (string?)candidate.Attribute("abstract") != "true")),
    };
}

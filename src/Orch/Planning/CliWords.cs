using System.Text.RegularExpressions;

namespace Orch.Planning;

/// <summary>Finds the agent CLI that a task asks for. A product, a file or a thing of that name is none.</summary>
internal static partial class CliWords
{
    // Common words too: they ask for an agent only where nothing else can be meant.
    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase) { "cursor", "agent", "amp" };

    // What decides about a name stands near it.
    private const int Near = 300;

    /// <summary>Reads the user's words.</summary>
    /// <param name="words">Without quotes and code; see <see cref="TaskText.Unquoted"/>.</param>
    /// <param name="clis">The agent CLIs that are known.</param>
    public static CliReading Read(string words, IReadOnlyList<KnownCli> clis)
    {
        var asked = new List<(int At, string Cli)>();
        var refused = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in Find(words, clis))
        {
            if ((Refusal().IsMatch(one.Before) && !Thing().IsMatch(one.After)) || (BareRefusal().IsMatch(one.Before) && !Independence().IsMatch(one.Before) && ClauseEnd().IsMatch(one.After)))
            {
                refused.Add(one.Cli);
            }
            else if (IsAsked(one))
            {
                asked.Add((one.At, one.Cli));
            }
        }

        // "use gemini, not claude": who is preferred to another is asked for, and the other is not.
        if (asked.Count > 0)
        {
            refused.UnionWith(Find(words, clis).Where(one => Preference().IsMatch(one.Before)).Select(one => one.Cli));
        }

        return new(asked.Where(one => !refused.Contains(one.Cli)).OrderBy(one => one.At).Select(one => one.Cli).FirstOrDefault(), refused);
    }

    private static IEnumerable<CliMention> Find(string words, IReadOnlyList<KnownCli> clis) =>
        from cli in clis
        from name in ((string[])[cli.Name, .. cli.Aliases]).Distinct(StringComparer.OrdinalIgnoreCase)
        where !name.Equals("agent", StringComparison.OrdinalIgnoreCase)
        from mention in Find(words, name, cli.Name)
        select mention;

    private static IEnumerable<CliMention> Find(string words, string name, string cli)
    {
        for (var at = words.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = words.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var (before, after) = (words[Math.Max(0, at - Near)..at], words[(at + name.Length)..Math.Min(words.Length, at + name.Length + Near)]);
            if (!WordBefore().IsMatch(before) || !WordAfter().IsMatch(after))
            {
                continue;
            }

            var isCalled = before.EndsWith('@');
            before = isCalled ? before[..^1] : before;
            var article = Article().Match(before);
            var kind = Kind().Match(after);
            yield return new(
                cli,
                at,
                article.Success ? before[..article.Index] : before,
                kind.Success ? after[kind.Length..] : after,
                isCalled,
                article.Success,
                kind.Success || name.Contains('-', StringComparison.Ordinal),
                Common.Contains(name));
        }
    }

    private static bool IsAsked(CliMention one)
    {
        if (one is { IsCommonWord: true, HasArticle: true, IsNamedAsCli: false })
        {
            return false;
        }

        if (Beginning().IsMatch(one.Before) && (one.IsCalled ? CallEnd().IsMatch(one.After) : one is { IsCommonWord: true, IsNamedAsCli: false } ? Comma().IsMatch(one.After) : Address().IsMatch(one.After)))
        {
            return true;
        }

        if (Ask().IsMatch(one.Before) && ToDo().IsMatch(one.After))
        {
            return true;
        }

        if (Thing().IsMatch(one.After) || (one.IsCommonWord && Declaration().IsMatch(one.After)))
        {
            return false;
        }

        return (one.IsNamedAsCli && Spawn().IsMatch(one.Before) && AfterSpawn().IsMatch(one.After))
            || (Delegate().IsMatch(one.Before) && AfterUse().IsMatch(one.After))
            || (Use().IsMatch(one.Before) && (one.IsNamedAsCli ? AfterNamedUse().IsMatch(one.After) : AfterUse().IsMatch(one.After)))
            || (Have().IsMatch(one.Before) && AfterHave().IsMatch(one.After))
            || (one is { IsCommonWord: false } or { IsNamedAsCli: true } && IsMeans(one));
    }

    // "with claude", "using codex": by whom it is to be done, unless the words before it make it what is worked on.
    private static bool IsMeans(CliMention one) =>
        (With().IsMatch(one.Before) && !Joined().IsMatch(one.Before) && (one.IsNamedAsCli || ClauseEnd().IsMatch(one.After)))
        || (Using().IsMatch(one.Before) && (UsingEnd().IsMatch(one.After) || (one.IsNamedAsCli && Beginning().IsMatch(UsingWord().Replace(one.Before, "")))));

    private const string Clause = @"(^|[.;:,!?\n()—–]\s*|\s-\s+|(?<![\p{L}])(and|then|but|please|kindly|also|und|et|y|so)\s+)((please|kindly|bitte|just|then|also|now|you|we|let['’]?s|lets|should|must|could|can|may|to|i\s+want\s+you\s+to|i['’]?d\s+like\s+(you\s+)?to|i\s+would\s+like\s+(you\s+)?to|(can|could|would|will)\s+you|make\s+sure\s+(you|to)|be\s+sure\s+to|remember\s+to|try\s+to)\s+){0,4}";

    [GeneratedRegex(@"(^|[.;!?\n]\s*)((hey|hi|hello|ok|okay|dear|bitte|please)[\s,]+)?\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Beginning();

    [GeneratedRegex(Clause + @"(use|utilise|utilisez|utilize|utilizza|utiliza|usa|usar|employ|try|run|launch|pick|choose|prefer|verwende|benutze|nutze|gebruik|używaj|använd|используй|используйте)\s+(only\s+|just\s+|either\s+)?\z|(用|使用|请用|请使用)\s*\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Use();

    [GeneratedRegex(Clause + @"(have|let|lass|laisse|make)\s+\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Have();

    [GeneratedRegex(@"(^|[^\p{L}])(ask|tell|get|instruct|(i|we|would|i['’]d|we['’]d)\s+(really\s+)?(want|like|need)|demande\s+à|bitte|попроси)\s+\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Ask();

    [GeneratedRegex(@"(^|[^\p{L}])(with|via|through|by|mit|avec|con|med|met)\s+(the\s+help\s+of\s+)?\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex With();

    [GeneratedRegex(@"(?<!(without|when|while|if|of|on|are|is|stop|stops|not|avoid|start|before|after|users|people|customers|for|from|than|keep|about|consider|support|supports)\s+)(?<![\p{L}])using\s+\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Using();

    [GeneratedRegex(@"(integrat\w*|replac\w*|swap\w*|connect\w*|sync\w*|communicat\w*|interact\w*|chat\w*|talk\w*|compar\w*|built|powered|generated|written|authored|created|driven|backed|provided|returned|hosted|tagged|labell?ed|configured|switch\w*)\b[^.;!?\n]{0,60}(with|via|through|by)\s+\z|\b(compatib\w*|compat|works?|working|used|uses?|conflicts?|issues?|problems?|trouble\w*|login|log\s+in|auth\w*|sign\s+in|together|along|associated|deals?|dealing|experiment\w*|pair\w*|made|called|starts?|starting|begins?|beginning|ends?|ending|experience|sessions?|conversations?|requests?|familiar|happy|made|happens?|fails?|failing|breaks?|crash\w*)\s+(with|via|through|by)\s+\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Joined();

    [GeneratedRegex(@"(do\s+not|don['’]?t|dont|never|must\s+not|should\s+not|shouldn['’]?t|not|avoid|without|no|nicht|stop|anything\s+but|anyone\s+but|any\s+(agent|cli)\s+but|except)\s+((to\s+)?(use|using|run|running|ask|involve|involving|call|calling|let|have|with|rely\s+on|on|trust|pick|choose|prefer)\s+){1,2}(the\s+)?\z|(anything|anyone|any\s+(agent|cli)|everything|whatever|everyone)\s+(but|except)\s+\z|(ne|n['’])\s*(pas\s+)?utilis\w+\s+pas\s+\z|(不要用|不要使用|别用)\s*\z|не\s+используй\s+\z|(verwende|benutze|nutze)\s+(nicht|kein(en)?)\s+\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Refusal();

    // "without gemini", "no gemini please": where a verb is missing, nothing else may follow.
    [GeneratedRegex(@"(^|[^\p{L}])without\s+(the\s+)?\z|(^|[.;:,!?\n()—–]\s*|(?<![\p{L}])(and|but|please|then)\s+)(avoid|no|not|skip|sans|ohne|sin|без)\s+(the\s+)?\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex BareRefusal();

    // "make the app work without gemini": what is worked on, not who works.
    [GeneratedRegex(@"\b(works?|working|runs?|running|starts?|starting|functions?|builds?|compiles?|usable|possible|happens?|lives?|operates?|loads?|installs?|boots?|survives?|continues?|available|fails?|failing|crash\w*|behaves?|fallback|falls?\s+back)\b[^.;!?\n]{0,30}without\s+(the\s+)?\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Independence();

    [GeneratedRegex(Clause + @"(delegate|assign|hand|give|leave|pass|send)\s+((this|it|that|everything|the\s+(task|job|work|whole\s+thing))\s+)?((over|off)\s+)?to\s+\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Delegate();

    [GeneratedRegex(Clause + @"(spawn|start|create|fire\s+up|spin\s+up)\s+\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Spawn();

    [GeneratedRegex(@"^\s+(to|that|which)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex AfterSpawn();

    // "cursor: pointer": a declaration of a style sheet.
    [GeneratedRegex(@"^\s*:\s*(auto|default|none|pointer|text|move|grab|grabbing|wait|help|crosshair|progress|inherit|initial|not-allowed|no-drop|zoom-in|zoom-out|cell|copy|alias|\w+-resize|url)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"(,?\s+(and\s+|but\s+)?not\s+|instead\s+of\s+|rather\s+than\s+|over\s+)(use\s+|using\s+|with\s+)?(the\s+)?\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Preference();

    [GeneratedRegex(@"^\s*[,:]\s*\S", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Address();

    [GeneratedRegex(@"^(\s|[,:.!?]|\z)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex CallEnd();

    [GeneratedRegex(@"^\s*(,?\s*(please|bitte|instead|only|again|too|this\s+time|today|now|if\s+(possible|you\s+can)))*\s*(\z|[.;:,!?\n)—–]|(and|then|but|not|instead|rather|as|on\s+(this|it|max|high)|for\s+(this|it|that|these|everything|all)|in\s+(the\s+)?(background|parallel|one\s+go))\b)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex ClauseEnd();

    [GeneratedRegex(@"^\s*(,?\s*(please|only))*\s*(\z|[.;:,!?\n)—–]|(and|then|but|not|instead|rather)\b|(for\s+(this|it|that|these|everything))\b)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex UsingEnd();

    [GeneratedRegex(@"^\s*(,?\s*(please|bitte|only|here|again|now|today|this\s+time|s['’]il\s+(te|vous)\s+pla[iî]t))*\s*(\z|[.;:,!?\n)—–]|(to|and|then|but|not|instead|rather|or|as\s+(the|an|your|my)\s+(agent|cli|tool|coder|assistant|coding\s+agent)|on\s+(this|it|that|pr|the\s+(task|job|work|pr))|for\s+(this|it|that|these|those|everything|all|your|the\s+(whole\s+)?(task|job|work|change|fix|refactor\w*|implementation|review|migration|rest)|pr)|with\s+(the\s+)?(model|opus|sonnet|max|high|gpt)|pour|para|um|zum|für\s+(das|dies\w*)|per|чтобы|для)\b|(来|去|把|修|重|写|为|实|给|更|添))", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex AfterUse();

    [GeneratedRegex(@"^(?!\s+(docs?|documentation|page|icon|logo|config|settings|section|name|names|flags?|output|parser|tests?|wrapper|adapter|format|version)\b)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex AfterNamedUse();

    [GeneratedRegex(@"^\s*(?!(and|or|api|apis|users?|settings?|responses?|models?|integrations?|config|support|keys?|tokens?|output|work|as|be|in|the|is|with|from|sessions?|accounts?|requests?|errors?|code)\b)(to\s+)?[a-z]+\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex AfterHave();

    [GeneratedRegex(@"^\s+(api|apis|sdk|model|models|key|keys|token|tokens|integration|integrations|parser|client|library|docs|documentation|page|plugin|extension|backend|provider|endpoint|webhook|config|configuration|settings|support|output|responses?|wrapper|adapter|format|style|theme|logo|icon|position|leak|based|pagination|object|objects|file|files|folder|directory|workflow|action|desktop|app|web|exchange|price|feed|bot|users?|customers?|vision|pro|flash|opus|sonnet|haiku|monet|debussy|sinaiticus|manuscript|styles?|movement|blink\w*|iterators?|queries|query|tests?|events?|state|handling|hooks?|rules?|prompts?|skills?|commands?|scripts?|service|server|sdk|embeddings?|completions?|account|accounts|subscription|license|version|release|branding|name|names|section|paragraph|chapter)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Thing();

    [GeneratedRegex(@"(?<![\p{L}\p{N}_./\\-[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]])@?\z", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex WordBefore();

    // Not part of a path, a file, an address or a compound.
    [GeneratedRegex(@"^(?![\p{L}\p{N}_/\\-[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]]|-\w|\.\w|['’]s\b)", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex WordAfter();

    [GeneratedRegex(@"(?<![\p{L}])(the|a|an)\s+\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Article();

    [GeneratedRegex(@"^[\s-]+(cli|agent|code)(?![\p{L}\p{N}_-])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Kind();

    [GeneratedRegex(@"^\s*,\s*\S", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Comma();

    [GeneratedRegex(@"^\s*(,\s*please,?)?\s*((to|de|à|zu|a|чтобы|,)(?![\p{L}])|\p{IsCyrillic}+т[ьи](?![\p{L}]))", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex ToDo();

    [GeneratedRegex(@"using\s+\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex UsingWord();
}

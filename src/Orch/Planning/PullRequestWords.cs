using System.Globalization;
using System.Text.RegularExpressions;

namespace Orch.Planning;

/// <summary>Finds the pull requests that a task asks to work on. One that is merely mentioned is none of them.</summary>
internal static partial class PullRequestWords
{
    // A letter before it would make it the end of a word; scripts without spaces between words are no such letters.
    private const string Start = @"(?<![\p{L}\p{N}_-[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]])";
    private const string Noun = @"(PRs?|pull[ -]{0,2}requests?|pull\s+requests?)";
    private const string Number = @"(?<number>[0-9]{1,9})(?![\p{L}\p{Nd}_-[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]]|\.[0-9])";
    private const string And = @"(\s*,\s*(and|or|und|et|y|&)?\s*|\s+(and|or|und|et|y|e|и|en)\s+|\s*[&+和、]\s*)";

    // What decides about a mention stands near it.
    private const int Near = 300;

    /// <summary>Reads the user's words.</summary>
    /// <param name="words">Without quotes and code; see <see cref="TaskText.Unquoted"/>.</param>
    public static PullRequestReading Read(string words)
    {
        var targets = new List<int>();
        var mentions = new List<PullRequestMention>();
        var wasTarget = false;
        foreach (var one in Find(words))
        {
            var joined = mentions.Count > 0 && (one.Start < mentions[^1].End || Joint().IsMatch(words[mentions[^1].End..one.Start]));
            wasTarget = joined ? wasTarget && !IsExcluded(words[..one.Start]) : IsTarget(words, one.Start, one.End);
            if (wasTarget)
            {
                targets.AddRange(one.Numbers.Except(targets));
            }

            mentions.Add(one);
        }

        if (targets.Count > 0)
        {
            return new(targets, IsCurrent: false, "the task asks to work on it");
        }

        foreach (Match match in Current().Matches(words))
        {
            var refersBack = match.Groups["back"].Success && mentions.Exists(mention => mention.Start < match.Index);
            if (!refersBack && !IsMade(words[..match.Index], words[(match.Index + match.Length)..]) && IsTarget(words, match.Index, match.Index + match.Length))
            {
                return new([], IsCurrent: true, $"\"{match.Value.Trim()}\" is the pull request of the current branch");
            }
        }

        return new([], IsCurrent: false, mentions.Count > 0 ? "a pull request is only mentioned" : "no pull request is named");
    }

    private static IEnumerable<PullRequestMention> Find(string words) =>
        References().Matches(words).Concat(Addresses().Matches(words)).Select(match => Mention(words, match)).Where(one => one.Numbers.Count > 0).OrderBy(one => one.Start);

    // The address of which the match is the end begins after the last blank.
    private static PullRequestMention Mention(string words, Match match) => new(
        [.. match.Groups["number"].Captures.Select(capture => int.Parse(capture.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)).Where(number => number > 0).Distinct()],
        words[match.Index] == '/' ? words.LastIndexOfAny([' ', '\n', '\t', '(', '<'], match.Index) + 1 : match.Index,
        match.Index + match.Length);

    private static bool IsTarget(string words, int start, int end) =>
        !IsExcluded(words[..start]) && !Introduced().IsMatch(Clause(words[..start])) && !Told().IsMatch(words[end..Math.Min(words.Length, end + Near)]);

    private static bool IsExcluded(string before) => Excluded().IsMatch(Clause(before));

    // What stands before it in the same sentence.
    private static string Clause(string before)
    {
        before = before[Math.Max(0, before.Length - Near)..];
        var end = SentenceEnd().Matches(before) is { Count: > 0 } ends ? ends[^1].Index + ends[^1].Length : 0;
        return before[end..];
    }

    [GeneratedRegex($@"{Start}{Noun}\s*([:#-]|no\.?|nos\.?|number|numbers|num\.?|nr\.?|n°|№)?\s*#?\s*{Number}({And}({Noun}\s*)?#?{Number})*", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex References();

    [GeneratedRegex($@"(?<=[\w.-]/[\w.-]{{1,100}})/pull/{Number}(/[\w/.\#-]{{0,200}})?|{Start}pull/{Number}", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Addresses();

    [GeneratedRegex(@"^\s*(,|&|\+|和|、|,?\s*(and|or|und|et|y|e|и))\s*\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Joint();

    [GeneratedRegex(@"[;!?\n](?=\s|$)|(?<!\b(cf|vs|e\.g|i\.e))\.(?=\s)|\s[—–-]\s", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex SentenceEnd();

    // "do not touch", "except", "leave": whatever comes, it is not to be worked on.
    [GeneratedRegex(@"\b(do(es)?\s+not|don['’]?t|never|must\s+not|should\s+not|shouldn['’]?t|mustn['’]?t|cannot|without|avoid)\s+(\w+\s+){0,4}\z|\b(except|excluding|not|ignor(e|ing)|skip(ping)?|leave|leaving|instead\s+of|rather\s+than|other\s+than|apart\s+from|besides|nicht|ne\s+pas)\s+((on|for|in|the|to|existing|current|open)\s+){0,3}\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Excluded();

    // "introduced by", "like", "since", "revert": it is an example, a cause, a date or what a new one undoes.
    [GeneratedRegex(
        """
        \b(
            (introduced|added|fixed|broken|broke|caused|merged|landed|shipped|changed|removed|deleted|dropped|reverted|implemented|created|made|done|described|discussed|mentioned|released|refactored|renamed|deprecated|regressed|solved|proposed|documented|shown|explained|established|started|used|came|superseded|replaced|blocked|inspired|written|built|moved|closed|resolved|sketched|outlined|suggested|begun|taken|copied|ported|split\s+out|extracted|happened)\s+(out\s+)?(by|in|with|from|since|after|via|through|during|of|at)
            | (like|unlike|as|similar(ly)?\s+to|same\s+(way\s+|thing\s+|approach\s+|fix\s+)?(as|like|in)|as\s+(in|with|for|of)|as\s+\w+\s+(in|by)|analogous(ly)?\s+to|based\s+on|inspired\s+by|modell?ed\s+(on|after)|compared?\s+(to|with)|comparable\s+to|consistent\s+with|identical\s+to|matching|see(\s+also)?|cf\.?|e\.?g\.?|such\s+as|refer(s|ring)?\s+to|related(\s+to|\s*:)|unrelated\s+to|according\s+to|contrary\s+to|per|than|wie|comme|como|как)
            | (since|after|before|until|once|when|while|prior\s+to|ahead\s+of|following|due\s+to|because\s+of|thanks\s+to|depends?\s+on|depending\s+on|on\s+top\s+of|independent(ly)?\s+(of|from)|parallel\s+to|seit|nach|depuis|après|desde|после)
            | (revert(s|ing)?|back(s|ing)?\s+out|backed\s+out|undo(es|ing)?|roll(s|ing)?\s+back|back-?port(s|ing)?|cherry-?pick(s|ing)?|forward-?port(s|ing)?|supersed(e|es|ing)|replac(e|es|ing)|reimplement(s|ing)?|redo(ing)?|re-?land(s|ing)?|duplicat(e|es|ing))(\s+(of|all|everything))?(\s+(the\s+)?(change|changes|commits?|merge|work|code|feature)\s+(of|from|in|by|made\s+(in|by)|introduced\s+(in|by)|added\s+(in|by)))?
            | (revert|reversal|rollback|backport|duplicate|continuation|copy|clone|successor|rework|rewrite)\s+(of|to|for)
            | follow(ing|s)?[\s-]*ups?(\s+(\w+\s+)?(of|to|for|on|from|after))?
            | (link(s|ed|ing)?(\s+to)?|mention(s|ed|ing)?|referenc(e|es|ed|ing)|cit(e|es|ing)|point(s|ing)\s+(to|at)|quot(e|es|ing)|named|titled)
            | (copy|port|reuse|re-use|take|borrow|apply|use|adopt|extract|lift|pull|bring\s+over|learn)\b[^.;\n]*\b(from|of)
            | (approach|pattern|style|idea|design|convention|lesson|lessons|logic|trick|technique)s?\s+(of|from|in)
            | (like|as)\b[^.,;\n]*\b(did|do|done|does|was|were|had|have)\s+(it\s+|that\s+)?(in|for|with|on|at)
            | (posts?|articles?|announcements?|newsletters?|tweets?|talks?|stor(y|ies))\s+(about|on)
            | (?<!\b(remov(e|ing)|drop(ping)?|delet(e|ing)|strip(ping)?|exclud(e|ing))\s+(the\s+)?(\w+\s+)?)(features?|endpoints?|helpers?|components?|screenshots?|migrations?)\s+from
            | (bugs?|regressions?|breakage|fallout|leaks?|crash(es)?|outage)\s+(from|after|by)
            | (written|posted|done|merged|fixed|broken)\s+with
        )\s+((the|this|that|our|my|an?|all|of|in|merged|old|closed|previous|last|recent|changes?|earlier)\s+){0,4}\z
        """,
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        30_000)]
    private static partial Regex Introduced();

    // "is unrelated", "broke the build", "'s approach": said of it, nothing asked.
    [GeneratedRegex(
        """
        ^\s*(
            (,\s*(which|that)\s+)?(already\s+)?(is|was|are|were|has|had|have|been|got|being)\b(\s+(been|already|now|just|only|still|long|being|recently|not|n['’]t))*\s+(unrelated|merged|closed|done|abandoned|irrelevant|reverted|obsolete|superseded|fine|ok(ay)?|good|finished|shipped|released|deployed|off[\s-]limits|out\s+of\s+scope|separate|independent|not\s+(relevant|related|affected|part)|the\s+(cause|culprit|reason|example|model|blueprint|precedent))
            | (already\s+|just\s+|recently\s+)?(broke|introduced|proposed|suggested|caused|added|removed|changed|merged|landed|fixed|did|does|shipped|regressed|reverted|renamed|deleted|dropped|replaced|deprecated|started|made|solved|established|showed|shows|touched)\b
            | ['’]s\s+(\w+\s+)?(follow[\s-]*ups?|approach|pattern|style|idea|design|convention|logic|example)\b
            | \s*(follow[\s-]*ups?|left\s+off)\b
            | (alone|untouched|as\s+(it\s+)?is|out\s+of\s+(it|this|scope))\b
            | [,:]?\s*(for\s+(reference|context|inspiration|comparison))\b
            | (as|is)\s+(an?\s+|the\s+)?(example|reference|model|template|inspiration|guide|blueprint)\b
        )
        """,
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        30_000)]
    private static partial Regex Told();

    // "the PR", but not "the PR template" and not "this project's PRs".
    [GeneratedRegex(
        $$"""
        {{Start}}((?<back>the|that)|this|my|our|your|its|cette|ce|la|le|diese[rnms]?|der|den|dem|die|mein(en|em)?|el|este|esta|mi|questa|il|deze|de|этот|этом|этого|эту|这个|此|この|(existing|current|same))\s*
        ((existing|current|open|same|draft|pending|failing|active|aktuellen?|bestehenden?|actuelle|existente|abierto|текущий|текущем)\s+){0,2}
        (PR|pull[\s-]+request)(?![\p{L}\p{N}_-[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]]|[-/]\w|\s*\#?\s*[0-9])
        (?!\s+((title|description|body|size|merge|review|branch|comment|status|number|creation|label)\s+)?(templates?|checklists?|lint(er|ers|ing)?|bots?|workflows?|process(es)?|guide(lines?|s)?|policy|policies|queues?|dashboards?|forms?|labels?|labell?ers?|naming|conventions?|numbers?|lists?|pages?|widgets?|tables?|views?|parsers?|APIs?|webhooks?|handlers?|metrics?|tabs?|buttons?|links?|badges?|icons?|counters?|models?|class(es)?|endpoints?|integrations?|notifications?|notifiers?|emails?|automations?|scripts?|helpers?|validators?|validation|rules?|etiquette|culture|agency|team|department|firm|campaign|statement|preview\s+\w+|history|count|stats|statistics|search|filter|action|job|pipeline|generator|reminders?|assignments?|template)\b)
        """,
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        30_000)]
    private static partial Regex Current();

    // "make the PR pass": there is one already, and something is made of it.
    private static bool IsMade(string before, string after) => Made().IsMatch(before) && !(Make().IsMatch(before) && Become().IsMatch(after));

    [GeneratedRegex(@"\bmak(e|ing)\s+\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Make();

    [GeneratedRegex(@"^\s+(pass|passes|green|build|builds|compile|compiles|work|ready|clean|mergeable|smaller|simpler|easier|reviewable|conform|comply|follow|less|more|a\s+draft)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Become();

    // "open the PR": it is the one that the work leads to.
    [GeneratedRegex(@"\b(open|opens|opening|create|creates|creating|make|making|submit|submitting|raise|raising|file|filing|prepare|preparing|send|sending|put\s+up|start|starting|publish|publishing)\s+(up\s+)?\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Made();
}

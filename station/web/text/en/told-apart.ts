export const toldApartTexts = {
  'told.heading': 'Repeats, restores and copies',
  'told.what': 'What happened',
  'told.kept': 'What the station keeps',
  'told.to-do': 'What to do',
  'told.seen': '{{first}} to {{last}}, {{count}} times',
  'told.laptop': 'laptop {{name}} ({{id}})',
  'told.repeats': '{{n}} records came again in the last week, the same: nothing to do',
  'told.restored.title': 'A laptop was brought back to an older state',
  'told.restored.what':
    'From entry {{seq}} on the laptop lacks, or has other than, the {{held}} entries the station holds: its data are older ones (a new disk, a backup, a folder copied back). No other laptop has gone on with the first record since.',
  'told.restored.kept':
    'All {{held}} entries that came before. The laptop was told and takes no number of its old ranges. What it recorded since is still on its own disk and not at the station.',
  'told.restored.kept-branch':
    'All {{held}} entries that came before, and also what the laptop recorded since: as a branch of its own, judged by the rules.',
  'told.restored.to-do':
    '① On the vehicle, under “Sync and devices”, the leader begins a new chain with a second person. ② Issue numbers under “Number ranges”. ③ Check every number put on a bag before and after.',
  'told.restored.to-do-branch':
    'It can go on. Check the numbers put on bags before and after: each must be found under “Sessions”. Issue numbers if it has none left.',
  'told.cloned.title': 'Two laptops are at work with one record',
  'told.cloned.what':
    'One data folder is used on two laptops: from entry {{seq}} on they differ, and the one that came first goes on.',
  'told.cloned.kept':
    'All of the one that came first, which goes on. The other is held off: what it recorded is still on its own disk; it was told and takes no more numbers.',
  'told.cloned.kept-branch':
    'All of the one that came first; what the other recorded is kept as a branch of its own, judged by the rules.',
  'told.cloned.to-do':
    '① Find both laptops at once and let only the first go on. ② Check the number on every bag of the day; hold those that are there twice. ③ On the other, the leader begins a new chain and lets it sync: only then its record reaches the station. ④ Both have one key: revoking it under “Laptops” stops both, so let the first finish its sync before.',
  'told.cloned.to-do-branch':
    '① Make sure that only one is still at work. ② Check the number on every bag of the day; hold those that are there twice.',
  'told.repeat.title': 'The same record came again',
  'told.repeat.what':
    'Entries up to {{seq}} came once more, each the same as the one held: a reply was lost on the way, or a sealed day was sent again.',
  'told.repeat.kept': 'One of each, as before: no unit and no number was counted twice.',
  'told.repeat.to-do': 'Nothing.',
  'told.session-repeated':
    'This day came once more on {{at}}, the same to the last entry. It is kept once; nothing needs doing.',
  'told.vehicle-doubt': 'records differ: see above',
} as const;

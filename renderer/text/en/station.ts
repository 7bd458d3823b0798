export const stationTexts = {
  'station.title': 'The station and this workstation',
  'station.url': 'Station address',
  'station.url-fixed':
    'The command line or config.json names the address; it cannot be changed here.',
  'station.none': 'not set up yet',
  'station.vehicle': 'Vehicle',
  'station.laptop': 'Workstation',
  'station.code': 'Enrolment code',
  'station.code-how':
    'Ask the station to make a code and read it out. It lives 15 minutes and works once.',
  'station.enrol': 'Enrol this workstation',
  'station.enrolling': 'Enrolling…',
  'station.change': 'Another station, or enrol again',
  'station.halted.restored':
    "The station found this workstation brought back to an older state. It takes no new number: they may be on bags already. Go on with another vehicle's pre-printed sets or on paper, and call the station.",
  'station.halted.revoked':
    'The station has revoked this workstation. It takes no new number. Everything recorded is still here: delete nothing and call the station.',
  'station.begin': 'Begin a new epoch',
  'station.begin-how':
    "Only after the station has confirmed by telephone that no second workstation is in use. This workstation's own entries go to the station as a branch, none is lost. Its old ranges give no next number any more; pre-printed sets may still be scanned.",
  'station.begin-reason': 'Reason (for example: disk replaced, restored from backup)',
  'station.begin-second': 'Second person present',
  'sync.problem.not-enrolled':
    'The station does not know this workstation yet. Collecting goes on and everything stays here; ask the station for a code and type it in below.',
  'sync.problem.revoked':
    'The station has revoked this workstation. Everything recorded stays here; call the station.',
  'sync.problem.nonce':
    'The station did not take the request as fresh. It will try again; if it stays so, call the station.',
  'sync.problem.bad-signature':
    'The request was changed on the way and the station did not take it. Check the network (proxy, sign-in page); everything stays here.',
  'sync.problem.enrol-code-unknown':
    'The station made no such code. Check it and type it again, or have a new one made.',
  'sync.problem.enrol-code-expired': 'The code is too old. Have a new one made.',
  'sync.problem.enrol-code-used': 'Another workstation has used this code. Have a new one made.',
  'sync.problem.enrol-code-of-other-vehicle':
    "The code is for another vehicle. Start with that vehicle's --vehicle, or have one made for this vehicle.",
  'sync.problem.enrol-key-enrolled-elsewhere':
    "This workstation is enrolled for another vehicle. Start it with that vehicle's --vehicle.",
  'sync.problem.enrol-key-revoked':
    'This workstation was revoked and cannot be enrolled again. Call the station.',
  'sync.problem.enrol-proof-wrong':
    "The station did not accept the request's signature. Start again and repeat.",
  'sync.problem.enrol-too-many-tries':
    'Too many wrong codes were tried. Wait a minute; it will try again.',
  'refusal.station-address-wrong':
    'This is no station address. Write it as https://… and the name or number of the station.',
  'refusal.station-address-plain':
    "This address is not encrypted: anybody on the way could read donors' records. Use an https:// address; on a line protected otherwise the administrator starts with --allow-plain-http.",
  'refusal.station-address-fixed':
    'The command line or config.json names the address. The administrator changes it there and starts again.',
  'refusal.station-unreachable':
    'The station cannot be reached now. Check the network and try again; collecting goes on.',
  'refusal.not-the-station':
    "What answers at this address is not the station. Check the address and the network's sign-in page.",
  'refusal.enrol-code-wrong-form':
    'A code is ten letters and digits, such as Q7X2M-4KD0R. Type it again.',
  'refusal.enrol-code-unknown':
    'The station made no such code. Check it and type it again, or have a new one made.',
  'refusal.enrol-code-expired': 'The code is too old. Have a new one made at the station.',
  'refusal.enrol-code-used': 'Another workstation has used this code. Have a new one made.',
  'refusal.enrol-code-of-other-vehicle':
    'The code is for vehicle {{vehicle}}. Start with --vehicle {{vehicle}}, or have one made for this vehicle.',
  'refusal.enrol-key-enrolled-elsewhere':
    'This workstation is enrolled for vehicle {{vehicle}}. Start it with --vehicle {{vehicle}}, or with an empty data folder.',
  'refusal.enrol-key-revoked':
    'This workstation was revoked and cannot be enrolled again. Keep its data folder for the station, and start with an empty one and a new code.',
  'refusal.enrol-proof-wrong':
    "The station did not accept the request's signature. Start again and repeat.",
  'refusal.enrol-too-many-tries': 'Too many wrong codes were tried. Wait a minute, then try again.',
  'refusal.laptop-restored':
    "The station found this workstation brought back to an older state: its numbers may be on bags already. Go on with another vehicle's pre-printed sets or on paper, and call the station.",
  'refusal.laptop-revoked':
    'The station has revoked this workstation: it takes no new number. Go on on paper and call the station.',
  'refusal.laptop-not-restored':
    'The station has not found this workstation restored: there is no need for a new epoch.',
} as const;

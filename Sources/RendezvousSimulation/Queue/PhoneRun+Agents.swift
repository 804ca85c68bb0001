/// What agents do.
extension PhoneRun {
    /// An idle agent for a line, of the group with the fewest skills, taken from the idle ones.
    @inline(__always)
    mutating func idleAgent(for place: Int) -> Int? {
        let only = lines[place].onlyGroup
        if only >= 0 { return groups[only].idle > lines[place].keptFree ? takeIdle(only) : nil }
        for index in 0..<lines[place].groups.count {
            let group = lines[place].groups[index]
            if groups[group].idle > lines[place].keptFree { return takeIdle(group) }
        }
        return nil
    }

    /// The agent of a group who has been idle longest.
    @inline(__always)
    mutating func takeIdle(_ group: Int) -> Int {
        let agent = Int(groups[group].head)
        groups[group].head = agents[agent].nextIdle
        if groups[group].head < 0 { groups[group].tail = -1 }
        groups[group].idle -= 1
        return agent
    }

    @inline(__always)
    mutating func makeIdle(_ agent: Int) {
        let group = Int(agents[agent].group)
        let number = Int32(truncatingIfNeeded: agent)
        agents[agent].nextIdle = -1
        if groups[group].tail >= 0 {
            agents[Int(groups[group].tail)].nextIdle = number
        } else {
            groups[group].head = number
        }
        groups[group].tail = number
        groups[group].idle += 1
    }

    /// An agent answers a caller.
    mutating func begin(_ slot: Int, _ agent: Int) {
        let number = Int(callers[slot].kind)
        if callers[slot].isTimed {
            callers[slot].isTimed = false
            hangUps.clear(slot)
        }
        busy += 1
        tell(callers[slot].isCallBack ? .calledBack : .answered, slot, agent: agent)
        if callers[slot].isCounted, !callers[slot].isResumed {
            if callers[slot].part == 0 {
                counts[number].answered &+= 1
                if !callers[slot].isCallBack {
                    let wait = now - callers[slot].joined
                    counts[number].answeredWaitSum += wait
                    if wait <= target { counts[number].answeredInTime &+= 1 }
                }
            } else {
                counts[number].transferWaitSum += now - callers[slot].joined
            }
        }
        if period.isFinite, callers[slot].part == 0, !callers[slot].isResumed,
            !callers[slot].isCallBack
        {
            let joined = callers[slot].joined
            let isInTime = now - joined <= target
            note(at: joined) {
                $0.answered += 1
                if isInTime { $0.answeredInTime += 1 }
            }
        }
        agents[agent].caller = Int32(truncatingIfNeeded: slot)
        agents[agent].began = now
        departures.set(agent, at: now + callers[slot].length, order: events.enter())
    }

    /// A call, or a part of it, ends.
    mutating func depart(_ agent: Int) {
        let slot = Int(agents[agent].caller)
        let talked = overlap(agents[agent].began, now)
        agents[agent].busy += talked
        agents[agent].caller = -1
        busy -= 1
        let number = Int(callers[slot].kind)
        let part = Int(callers[slot].part) + 1
        if part < kinds[number].parts {
            // The next part needs other skills: passed on, before the agent takes another call.
            tell(.passedOn, slot, agent: agent)
            release(agent)
            passOn(slot, part)
            return
        }
        tell(.ended, slot, agent: agent)
        finish(slot)
        release(agent)
    }

    /// A caller goes on to the agent of the next part, and stays on the line for it.
    private mutating func passOn(_ slot: Int, _ part: Int) {
        let number = Int(callers[slot].kind)
        callers[slot].part = Int16(truncatingIfNeeded: part)
        callers[slot].joined = now
        callers[slot].isResumed = false
        let bits = philox.block(
            (UInt64(part), callers[slot].entity, Purpose.client.rawValue, 1))
        var stream = key.stream(.client, entity: callers[slot].entity)
        stream.seek(to: 0x1_0000_0000 &+ UInt64(part) << 16)
        callers[slot].length = line.kinds[number].handling.sample(bits.0, stream)
        if callers[slot].isCounted { counts[number].transfers &+= 1 }
        let place = lineOf[number][part]
        if let other = idleAgent(for: place) {
            begin(slot, other)
        } else {
            waiting += 1
            wait(slot, in: place, atHead: false)
        }
    }

    /// An agent has nobody to talk to: leaves, or takes a call that waits, or is idle.
    private mutating func release(_ agent: Int) {
        let group = Int(agents[agent].group)
        if agents[agent].isLeaving {
            agents[agent].isLeaving = false
            groups[group].leaving -= 1
            goOffDuty(agent)
            return
        }
        makeIdle(agent)
        if waiting + toCallBack > 0 { takeWaiting(group) }
    }

    /// Gives idle agents of a group the calls that wait for them.
    mutating func takeWaiting(_ group: Int) {
        while groups[group].idle > 0 {
            var best = groups[group].onlyLine
            if best >= 0 {
                guard lines[best].head >= 0, groups[group].idle > lines[best].keptFree else {
                    return
                }
            } else {
                best = firstLine(of: group)
            }
            guard best >= 0 else { return }
            let slot = Int(lines[best].head)
            unlink(slot, from: best)
            countAnswer(slot, isCallBack: lines[best].isCallBack)
            begin(slot, takeIdle(group))
        }
    }

    /// The line whose head an idle agent of a group takes, or −1.
    private func firstLine(of group: Int) -> Int {
        var best = -1
        for index in 0..<groups[group].lines.count {
            let place = groups[group].lines[index]
            if best >= 0, lines[place].priority > lines[best].priority { break }
            guard lines[place].head >= 0, groups[group].idle > lines[place].keptFree else {
                continue
            }
            if best < 0
                || callers[Int(lines[place].head)].order < callers[Int(lines[best].head)].order
            {
                best = place
            }
        }
        return best
    }

    mutating func countAnswer(_ slot: Int, isCallBack: Bool) {
        let number = Int(callers[slot].kind)
        let wait = now - callers[slot].joined
        if isCallBack {
            toCallBack -= 1
            if callers[slot].isCounted {
                counts[number].callBackWaitSum += wait
                if line.kinds[number].callBack?.isBooked ?? false {
                    counts[number].callBackLatenessSum += now - callers[slot].promised
                }
            }
            return
        }
        waiting -= 1
        if callers[slot].isCounted, callers[slot].part == 0, !callers[slot].isResumed {
            countWait(number, wait)
        }
    }

    /// A group has another number of agents from now on.
    mutating func changeShift(_ group: Int, to count: Int) {
        groups[group].target = count
        var present = 0
        for agent in agents where Int(agent.group) == group && agent.isOnDuty && !agent.isLeaving {
            present += 1
        }
        if count > present { comeOnDuty(group, count - present) }
        var excess = present - count
        while excess > 0, groups[group].idle > 0 {
            goOffDuty(takeIdle(group))
            excess -= 1
        }
        // The agents with the highest numbers leave first.
        for agent in agents.indices.reversed() where excess > 0 {
            guard Int(agents[agent].group) == group, agents[agent].isOnDuty,
                !agents[agent].isLeaving
            else { continue }
            excess -= 1
            if line.groups[group].shiftEnd == .finishCall {
                agents[agent].isLeaving = true
                groups[group].leaving += 1
            } else {
                handBack(agent)
            }
        }
    }

    /// An agent with duties of their own comes; who still finishes a call stays.
    mutating func beginDuty(_ agent: Int) {
        let group = Int(agents[agent].group)
        groups[group].target += 1
        if agents[agent].isLeaving {
            agents[agent].isLeaving = false
            groups[group].leaving -= 1
            return
        }
        comeOnDuty(agent)
        takeWaiting(group)
    }

    /// An agent with duties of their own goes, at once or when the call is finished.
    mutating func endDuty(_ agent: Int) {
        let group = Int(agents[agent].group)
        groups[group].target -= 1
        if agents[agent].caller < 0 {
            takeIdle(agent, of: group)
            goOffDuty(agent)
        } else if line.groups[group].shiftEnd == .finishCall {
            agents[agent].isLeaving = true
            groups[group].leaving += 1
        } else {
            handBack(agent)
        }
    }

    /// Takes one agent out of the idle ones of a group, wherever in the order.
    private mutating func takeIdle(_ agent: Int, of group: Int) {
        var before = -1
        var place = Int(groups[group].head)
        while place != agent, place >= 0 {
            before = place
            place = Int(agents[place].nextIdle)
        }
        guard place == agent else { return }
        let after = agents[agent].nextIdle
        if before >= 0 { agents[before].nextIdle = after } else { groups[group].head = after }
        if after < 0 { groups[group].tail = Int32(truncatingIfNeeded: before) }
        groups[group].idle -= 1
    }

    private mutating func comeOnDuty(_ agent: Int) {
        agents[agent].isOnDuty = true
        agents[agent].onSince = now
        onDuty += 1
        tell(.cameOnDuty, -1, agent: agent)
        makeIdle(agent)
    }

    private mutating func comeOnDuty(_ group: Int, _ count: Int) {
        var missing = count
        // Who was about to leave stays.
        for agent in agents.indices where missing > 0 && agents[agent].isLeaving {
            guard Int(agents[agent].group) == group else { continue }
            agents[agent].isLeaving = false
            groups[group].leaving -= 1
            missing -= 1
        }
        for _ in 0..<missing {
            let agent: Int
            if let known = groups[group].offDuty.popLast() {
                agent = Int(known)
            } else {
                agent = agents.count
                agents.append(Agent(group: Int32(truncatingIfNeeded: group)))
            }
            comeOnDuty(agent)
        }
        takeWaiting(group)
    }

    private mutating func goOffDuty(_ agent: Int) {
        agents[agent].isOnDuty = false
        let present = overlap(agents[agent].onSince, now)
        agents[agent].onDuty += present
        onDuty -= 1
        tell(.wentOffDuty, -1, agent: agent)
        let group = Int(agents[agent].group)
        if line.groups[group].duties.isEmpty {
            groups[group].offDuty.append(Int32(truncatingIfNeeded: agent))
        }
    }

    /// An agent leaves in the middle of a call, which goes back to the head of its line.
    private mutating func handBack(_ agent: Int) {
        let slot = Int(agents[agent].caller)
        let talked = overlap(agents[agent].began, now)
        agents[agent].busy += talked
        agents[agent].caller = -1
        departures.clear(agent)
        busy -= 1
        goOffDuty(agent)
        tell(.handedBack, slot, agent: agent)
        callers[slot].length -= now - agents[agent].began
        callers[slot].isResumed = true
        callers[slot].isCallBack = false
        callers[slot].joined = now
        let place = lineOf[Int(callers[slot].kind)][Int(callers[slot].part)]
        if let other = idleAgent(for: place) {
            begin(slot, other)
        } else {
            waiting += 1
            wait(slot, in: place, atHead: true)
        }
    }
}
